"""How a measure changes over the sessions of one relationship; `trend.find_trend` ties the parts together."""
