"""What a session was about in words of the programme: themes of `vocabulary/themes.txt`, never words of the talk."""

import threading

import numpy as np

from assistant.analysis.conversation import Conversation
from assistant.engines.protocols import Embedder, Matrix
from assistant.vocabulary.themes import Theme, themes

MOST_THEMES = 3
ENOUGH = 1.1
"""Sum of the cosines of a theme with the sentences that name it, from which a session was about it. Our own."""
_FEWEST_TURNS = 2
_MOST_SENTENCES = 5


class ThemeFinder:
    """Finds the themes of sessions; the themes are embedded once, at first use.

    Args:
        embedder: The one that embeds what is said.
    """

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._vectors: Matrix | None = None
        self._lock = threading.Lock()

    def themes_of(self, conversation: Conversation) -> tuple[str, ...]:
        """Find what a session was about.

        A theme counts when words by which it is known are said in two turns or more, and what is said there is near to
        it in meaning: words alone are often said in passing, and meaning alone is near to everything general.

        Returns:
            At most `MOST_THEMES`, best first; none for a session that is about nothing in the list.
        """
        found = [
            (self._weight(conversation, theme, vector), theme.words)
            for theme, vector in zip(themes(), self._theme_vectors(), strict=True)
        ]
        best = sorted((one for one in found if one[0] >= ENOUGH), key=lambda one: (-one[0], one[1]))
        return tuple(words for _, words in best[:MOST_THEMES])

    def _weight(self, conversation: Conversation, theme: Theme, vector: Matrix) -> float:
        naming = [one for one in conversation.sentences if theme.cues.search(one.text)]
        if len({one.utterance for one in naming}) < _FEWEST_TURNS:
            return 0.0
        cosines = conversation.vectors[[one.index for one in naming]] @ vector
        return float(np.sort(np.maximum(cosines, 0))[::-1][:_MOST_SENTENCES].sum())

    def _theme_vectors(self) -> Matrix:
        with self._lock:
            if self._vectors is None:
                self._vectors = self._embedder.embed([one.words for one in themes()])
            return self._vectors
