"""`rapport evaluate FOLDER`: score the shipped pipeline on labelled data of one layout."""
