import numpy as np
import pytest
from talk import converse

from assistant.analysis.cues import NAMES, PATTERNS, cues_of, has
from assistant.analysis.heads import Heads, Label, no_heads
from assistant.analysis.sentence_features import feature_count, narrow_scale, read_features


def test_a_head_is_a_logistic_map_of_the_centred_features():
    heads = Heads(
        (Label.DECISION,),
        np.asarray([1, 0], np.float32),
        np.asarray([[2, -1]], np.float32),
        np.asarray([0.5], np.float32),
        np.asarray([0.3], np.float32),
    )
    judgement = heads.judge(np.asarray([[2, 1], [1, 0.5]], np.float32))
    # 2 * (2 - 1) - 1 + 0.5 = 1.5, and 0 - 0.5 + 0.5 = 0
    assert judgement.of(Label.DECISION) == pytest.approx([1 / (1 + np.exp(-1.5)), 0.5])
    assert judgement.threshold(Label.DECISION) == pytest.approx(0.3)


def test_what_was_not_learnt_is_the_same_for_all_sentences():
    judgement = no_heads(3).judge(np.ones((2, 3), np.float32))
    assert len(set(judgement.of(Label.WIN).tolist())) == 1
    assert judgement.threshold(Label.WIN) == 0.5


def test_heads_of_another_shape_are_refused():
    with pytest.raises(ValueError, match="weights of shape"):
        Heads((Label.WIN,), *(np.zeros(shape, np.float32) for shape in ((2,), (1, 3), (1,), (1,))))


def test_features_hold_the_sentence_its_surroundings_and_its_cues():
    conversation = converse("Ann: I'll send it. You know why.", "Ben: Thank you for that.")
    features = read_features(conversation)
    dim = conversation.vectors.shape[1]
    assert features.shape == (3, feature_count(dim))
    assert features[:, :dim] == pytest.approx(30 * conversation.vectors)
    middle = conversation.vectors.mean(0)
    assert features[1, dim : 2 * dim] == pytest.approx(30 * middle, abs=1e-4)
    own = features[:, 4 * dim : 4 * dim + len(NAMES)] > 0
    assert own.tolist() == [cues_of(one.text) for one in conversation.sentences]


def test_a_conversation_without_words_has_no_features():
    assert len(read_features(converse())) == 0


def test_the_narrow_scale_leaves_the_surroundings_out():
    conversation = converse("Ann: I'll send it.", "Ben: Thank you for that.", "Ann: Next week then.")
    scale = narrow_scale(read_features(conversation))
    dim = conversation.vectors.shape[1]
    assert not scale[dim : 4 * dim].any()
    assert (np.delete(scale, np.s_[dim : 4 * dim]) > 0).all()


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("i_will", "I’ll send it"),
        ("i_will", "Ill drop the lot in to her"),
        ("request", "Could you send me the rota?"),
        ("accept", "Um, sure, tonight."),
        ("by", "you have it by Sunday"),
        ("next_time", "before we talk in January"),
        ("third_will", "my boss will send me the rota"),
        ("takes_back", "I take it back"),
        ("broken_call", "You're breaking up a bit."),
        ("warm_thanks", "Thanks for being straight about it."),
        ("left_open", "I really don't know if I want it"),
        ("choice", "so I'm going with the van... we decided"),
    ],
)
def test_cues_are_seen(cue: str, text: str):
    assert has(cue, text)


@pytest.mark.parametrize(
    ("cue", "text"), [("i_will", "I was ill"), ("by", "by the way"), ("broken_call", "I heard her")]
)
def test_cues_are_not_seen_elsewhere(cue: str, text: str):
    assert not has(cue, text)


def test_every_cue_has_one_place():
    assert len(cues_of("anything")) == len(NAMES) == len(PATTERNS)
