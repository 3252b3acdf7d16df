import json
from pathlib import Path

import numpy as np
import pytest

from assistant.analysis.heads import Label, load_heads
from assistant.analysis.sentence_features import feature_count
from assistant.engines.hashing import HashingEmbedder
from assistant.engines.protocols import ModelIdentity
from assistant.engines.rule_linguist import RuleLinguist
from assistant.errors import InvalidInput
from assistant.resources import data_folder
from assistant.services.heads import (
    DIALOGUE_WEIGHT,
    LabelScore,
    Lesson,
    best_f1,
    folds_of,
    read_lessons,
    save_heads,
    score_labels,
    thin_out,
    train_heads,
    with_thresholds,
)
from assistant.services.labelled_talk import read_dialogues

SIZE = 12


def lesson(group: str, *, session: bool, seed: int, sentences: int = 40) -> Lesson:
    """Make sentences whose first feature, which all heads read, tells commitments."""
    chance = np.random.default_rng(seed)
    features = chance.normal(size=(sentences, feature_count(SIZE))).astype(np.float32)
    labels = np.full((sentences, len(Label)), 0 if session else np.nan, np.float32)
    labels[:, 0] = features[:, 0] > 1
    return Lesson(group, features, labels, np.ones_like(labels))


def test_the_same_lessons_give_the_same_heads():
    lessons = [lesson("r1", session=True, seed=1), lesson("m1", session=False, seed=2)]
    first, second = train_heads(lessons), train_heads(lessons)
    assert np.array_equal(first.weights, second.weights)
    assert first.weights[0].argmax() == 0


def test_folds_hold_each_group_once_and_no_group_is_in_two():
    lessons = [lesson(f"r{at}", session=True, seed=at) for at in range(4)]
    lessons += [lesson(f"m{at}", session=False, seed=at) for at in range(5)]
    folds = folds_of(lessons)
    assert sorted(group for fold in folds for group in fold) == sorted(one.group for one in lessons)
    assert all(sum(group.startswith("r") for group in fold) == 1 for fold in folds)


def test_sentences_left_out_are_weighed_by_those_that_stay():
    lessons = [lesson("r1", session=True, seed=1), lesson("m1", session=False, seed=2, sentences=4000)]
    ours, meeting = thin_out(lessons, 400)
    assert len(ours.labels) == 40
    marked = lessons[1].labels[:, 0] > 0
    assert (meeting.labels[:, 0] > 0).sum() == marked.sum()
    others = meeting.weights[meeting.labels[:, 0] == 0, 0]
    assert others.sum() == pytest.approx((~marked).sum(), rel=0.15)


def test_the_best_f1_is_found_by_hand():
    # The first two: precision 1/2, recall 1/2; the first three: precision 2/3, recall 1.
    f1, threshold = best_f1(np.asarray([True, False, True, False]), np.asarray([0.9, 0.8, 0.7, 0.1], np.float32))
    assert (f1, threshold) == (pytest.approx(0.8), pytest.approx(0.7))


def test_scores_are_those_of_the_judgements_given():
    one = lesson("r1", session=True, seed=1)
    perfect = np.tile(one.labels[:, :1], len(Label))
    found = score_labels([one], {"r1": [perfect]})
    assert found[Label.COMMITMENT].f1 == found[Label.COMMITMENT].average_precision == 1
    assert Label.WIN not in found


def test_heads_are_read_back_for_their_own_model_only(tmp_path: Path):
    heads = with_thresholds(
        train_heads([lesson("r1", session=True, seed=1)]), {Label.COMMITMENT: LabelScore(1, 1, 1, 0.25)}
    )
    identity = ModelIdentity("one", "1")
    save_heads(heads, identity, tmp_path)
    read = load_heads(identity, tmp_path)
    assert read is not None
    assert np.array_equal(read.weights, heads.weights)
    assert read.thresholds[0] == 0.25
    assert load_heads(ModelIdentity("other", "1"), tmp_path) is None


def test_a_dialogue_is_learnt_from_but_neither_left_out_nor_scored(tmp_path: Path):
    turns = [{"speaker": "mentee", "parts": [["I passed.", "win"], ["Anyway."]]}]
    (tmp_path / "dialogues.jsonl").write_text(json.dumps({"id": "d1", "turns": turns}) + "\n", "utf-8")
    (one,) = read_lessons([tmp_path], HashingEmbedder(), RuleLinguist())
    columns = list(Label)
    assert one.labels[:, columns.index(Label.WIN)].tolist() == [1, 0]
    assert np.isnan(one.labels[:, columns.index(Label.ASSIGNMENT)]).all()
    assert set(one.weights.ravel().tolist()) == {np.float32(DIALOGUE_WEIGHT)}
    ours = lesson("r1", session=True, seed=1)
    assert all("d1" not in fold for fold in folds_of([ours, one]))
    assert score_labels([ours, one], {"r1": [np.tile(ours.labels[:, :1], len(Label))]})[Label.COMMITMENT].f1 == 1


def test_a_damaged_dialogue_is_a_clear_error(tmp_path: Path):
    (tmp_path / "dialogues.jsonl").write_text('{"id": "d1"}\n', "utf-8")
    with pytest.raises(InvalidInput, match="damaged"):
        read_dialogues(tmp_path)


def test_labels_of_the_dialogues_that_ship_are_known():
    dialogues = read_dialogues(data_folder() / "talk_training")
    assert len(dialogues) >= 50
    for one in dialogues:
        for name, passage in one.labels:
            assert Label(name)
            assert one.transcript.utterances[passage.utterance].text[passage.start : passage.end].strip()
