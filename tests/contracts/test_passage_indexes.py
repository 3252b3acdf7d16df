"""One body for every dense index, against brute force in numpy."""

import threading

import numpy as np
import pytest

from assistant.engines.protocols import ModelIdentity
from assistant.errors import IndexOutOfDate, InvalidInput, NotFound
from assistant.matching.indexes import PassageIndex, load_index
from assistant.matching.indexes.exact import ExactIndex
from assistant.matching.indexes.hnsw import HnswIndex

IDENTITY = ModelIdentity("test-model", "0" * 40)
DIM = 48
COUNT = 5000
HALF = 2e-3  # a score's error from rounding every value to 11 bits


def unit_rows(count, seed, *, clusters=300, noise=0.1):
    """Rows that lie in clusters, as passages do."""
    rng = np.random.default_rng(seed)
    centres = np.random.default_rng(7).standard_normal((clusters, DIM))
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    rows = centres[rng.integers(0, clusters, count)] + noise * rng.standard_normal((count, DIM))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


VECTORS = unit_rows(COUNT, 0)
IDS = np.random.default_rng(1).permutation(10 * COUNT)[:COUNT].astype(np.int64)
QUERIES = unit_rows(40, 2)


def brute_force(ids, vectors, queries, k):
    scores = queries.astype(np.float64) @ vectors.astype(np.float64).T
    order = np.argsort(-scores, axis=1)[:, :k]
    return ids[order], np.take_along_axis(scores, order, 1)


def assert_same_hits(hits, ids, vectors, queries, k, *, recall=0.98):
    """Ids agree but for near-ties, and every score is the true score of its own id."""
    true_ids, true_scores = brute_force(ids, vectors, queries, k)
    width = true_ids.shape[1]
    assert hits.ids.shape == hits.scores.shape == (len(queries), k)
    assert hits.ids.dtype == np.int64
    assert hits.scores.dtype == np.float32
    assert (hits.ids[:, :width] >= 0).all()
    assert (hits.ids[:, width:] == -1).all()
    assert np.isneginf(hits.scores[:, width:]).all()
    assert (np.diff(hits.scores[:, :width], axis=1) <= 0).all()
    agreement = np.mean([len(set(a) & set(b)) / width for a, b in zip(hits.ids, true_ids, strict=True)])
    assert agreement >= recall
    rows = {int(one): row for row, one in enumerate(ids)}
    own = np.array(
        [[q @ vectors[rows[int(i)]] for i in found] for q, found in zip(queries, hits.ids[:, :width], strict=True)]
    )
    assert np.abs(own - hits.scores[:, :width]).max() < HALF
    if recall == 1.0:
        assert np.abs(true_scores - hits.scores[:, :width]).max() < HALF


@pytest.fixture(params=[ExactIndex, HnswIndex], ids=["exact", "hnsw"])
def kind(request):
    return request.param


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """Each kind built once; tests open it by memory map, so that every change is one to a mapped index."""
    folders = {kind: tmp_path_factory.mktemp(kind.__name__) for kind in (ExactIndex, HnswIndex)}
    for kind, folder in folders.items():
        filled = kind(IDENTITY, DIM)
        filled.add(IDS, VECTORS)
        filled.save(folder)
    return folders


@pytest.fixture
def index(kind, saved) -> PassageIndex:
    return kind.load(saved[kind], IDENTITY)


def test_built_in_memory_it_agrees_with_brute_force(kind):
    built = kind(IDENTITY, DIM)
    for start in (0, 2000, 2010):
        part = slice(start, {0: 2000, 2000: 2010, 2010: COUNT}[start])
        built.add(IDS[part], VECTORS[part])
    assert_same_hits(built.search(QUERIES, 10), IDS, VECTORS, QUERIES, 10)


def test_search_agrees_with_brute_force(index):
    assert_same_hits(index.search(QUERIES, 10), IDS, VECTORS, QUERIES, 10)
    assert_same_hits(index.search(QUERIES, 1), IDS, VECTORS, QUERIES, 1)
    assert_same_hits(index.search(QUERIES, 200), IDS, VECTORS, QUERIES, 200)


def test_many_queries_at_once_give_what_each_gives_alone(index):
    together = index.search(QUERIES, 10)
    alone = [index.search(query[None], 10) for query in QUERIES]
    assert (together.ids == np.concatenate([hits.ids for hits in alone])).all()


@pytest.mark.parametrize("share", [0.0004, 0.02, 0.06, 0.3, 0.7, 1.0])
def test_filters_from_narrow_to_wide_agree_with_brute_force(index, share):
    allowed = np.random.default_rng(3).permutation(COUNT)[: int(COUNT * share)]
    hits = index.search(QUERIES, 10, allowed=np.concatenate([IDS[allowed], [10**9]]))
    assert_same_hits(hits, IDS[allowed], VECTORS[allowed], QUERIES, 10)


def test_filter_of_one_far_corner_still_fills_the_list(index):
    far = np.argsort(VECTORS @ QUERIES[0])[:400]
    assert_same_hits(index.search(QUERIES[:1], 10, allowed=IDS[far]), IDS[far], VECTORS[far], QUERIES[:1], 10)


def test_an_empty_filter_allows_nothing(index):
    hits = index.search(QUERIES[:2], 3, allowed=[])
    assert (hits.ids == -1).all()
    assert hits.found(0) == []
    assert (index.search(QUERIES[:2], 3, allowed=[10**9, -1]).ids == -1).all()


def test_removed_passages_are_never_found(index):
    gone = IDS[: COUNT // 2]
    assert index.remove(np.concatenate([gone, [10**9], gone[:5]])) == len(gone)
    assert index.remove(gone) == 0
    kept = slice(COUNT // 2, None)
    assert len(index) == COUNT - len(gone)
    assert (index.ids() == np.sort(IDS[kept])).all()
    assert_same_hits(index.search(QUERIES, 10), IDS[kept], VECTORS[kept], QUERIES, 10)
    some = IDS[COUNT // 2 - 500 : COUNT // 2 + 500]
    hits = index.search(QUERIES, 10, allowed=some)
    assert_same_hits(hits, IDS[kept][:500], VECTORS[kept][:500], QUERIES, 10)


def test_few_removed_passages_leave_the_others_findable(index):
    index.remove(IDS[:50])
    assert_same_hits(index.search(QUERIES, 10), IDS[50:], VECTORS[50:], QUERIES, 10)
    wide = np.arange(100, 4000)
    assert_same_hits(index.search(QUERIES, 10, allowed=IDS[wide]), IDS[wide], VECTORS[wide], QUERIES, 10)


def test_added_again_replaces(index):
    other = unit_rows(300, 5)
    index.add(IDS[:300], other)
    vectors = VECTORS.copy()
    vectors[:300] = other
    assert len(index) == COUNT
    assert_same_hits(index.search(QUERIES, 10), IDS, vectors, QUERIES, 10)
    assert np.abs(index.reconstruct(IDS[:300]) - other).max() < HALF


def test_of_an_id_given_twice_the_last_stays(kind):
    index = kind(IDENTITY, DIM)
    index.add([4, 4, 2], VECTORS[:3])
    assert index.ids().tolist() == [2, 4]
    assert np.abs(index.reconstruct([4, 2]) - VECTORS[[1, 2]]).max() < HALF


def test_equal_vectors_are_all_found(kind):
    index = kind(IDENTITY, DIM)
    index.add(np.arange(30), np.repeat(VECTORS[:1], 30, axis=0))
    hits = index.search(VECTORS[:1], 30)
    assert sorted(hits.ids[0].tolist()) == list(range(30))
    assert np.allclose(hits.scores, 1, atol=HALF)


def test_asking_for_more_than_there_is_pads(kind):
    index = kind(IDENTITY, DIM)
    index.add(IDS[:7], VECTORS[:7])
    assert_same_hits(index.search(QUERIES, 12), IDS[:7], VECTORS[:7], QUERIES, 12, recall=1.0)
    assert_same_hits(index.search(QUERIES, 12, allowed=IDS[:3]), IDS[:3], VECTORS[:3], QUERIES, 12, recall=1.0)


def test_an_index_emptied_and_filled_again_works(index):
    assert index.remove(IDS) == COUNT
    assert len(index) == 0
    assert (index.search(QUERIES, 2).ids == -1).all()
    index.add(IDS[:10], VECTORS[:10])
    assert_same_hits(index.search(QUERIES, 3), IDS[:10], VECTORS[:10], QUERIES, 3, recall=1.0)


def test_nothing_in_nothing_out(kind, tmp_path):
    index = kind(IDENTITY, DIM)
    index.add([], np.empty((0, DIM), np.float32))
    assert (index.search(QUERIES[:2], 3).ids == -1).all()
    assert index.search(np.empty((0, DIM), np.float32), 3).ids.shape == (0, 3)
    assert index.reconstruct([]).shape == (0, DIM)
    assert index.remove([]) == 0
    index.save(tmp_path)
    assert len(load_index(tmp_path, IDENTITY)) == 0


def test_reconstruct_keeps_order_and_refuses_strangers(index):
    asked = IDS[[9, 3, 3, 4999]]
    assert np.abs(index.reconstruct(asked) - VECTORS[[9, 3, 3, 4999]]).max() < HALF
    with pytest.raises(NotFound, match="999999999"):
        index.reconstruct([asked[0], 999_999_999])


def test_wrong_shapes_and_values_are_refused(index):
    for refused in (
        lambda: index.search(QUERIES[:, :5], 3),
        lambda: index.search(QUERIES[0], 3),
        lambda: index.search(QUERIES, 0),
        lambda: index.add([1, 2], VECTORS[:1]),
        lambda: index.add([1], VECTORS[:1, :3]),
        lambda: index.add([-1], VECTORS[:1]),
        lambda: index.add([1], np.full((1, DIM), np.nan, np.float32)),
        lambda: index.search(QUERIES, 3, allowed=["a"]),
    ):
        with pytest.raises(InvalidInput):
            refused()
    assert len(index) == COUNT


def test_saved_and_loaded_it_is_the_same_and_can_grow(index, kind, tmp_path):
    index.remove(IDS[:20])
    before = index.search(QUERIES, 10)
    index.save(tmp_path)
    loaded = load_index(tmp_path, IDENTITY)
    assert isinstance(loaded, kind)
    assert loaded.identity == IDENTITY
    assert loaded.dim == DIM
    assert (loaded.ids() == np.sort(IDS[20:])).all()
    after = loaded.search(QUERIES, 10)
    assert (after.ids == before.ids).all()
    assert (after.scores == before.scores).all()
    index.save(tmp_path)  # the files under the loaded one are replaced
    loaded.add(IDS[:20], VECTORS[:20])
    loaded.remove(IDS[20:40])
    kept = np.r_[0:20, 40:COUNT]
    assert_same_hits(loaded.search(QUERIES, 10), IDS[kept], VECTORS[kept], QUERIES, 10)
    loaded.save(tmp_path)
    assert (load_index(tmp_path, IDENTITY).ids() == np.sort(IDS[kept])).all()


def test_a_loaded_index_is_mapped_not_read(index, tmp_path):
    psutil = pytest.importorskip("psutil")
    index.save(tmp_path)
    loaded = load_index(tmp_path, IDENTITY)
    maps = [one.path for one in psutil.Process().memory_maps() if str(tmp_path) in one.path]
    assert any(path.endswith(".faiss") for path in maps)
    assert len(loaded) == COUNT


def test_a_small_change_of_any_file_is_noticed(index, tmp_path):
    index.save(tmp_path)
    for path in tmp_path.iterdir():
        original = path.read_bytes()
        broken = bytearray(original)
        broken[len(broken) // 2] ^= 1
        for damage in (bytes(broken), original[:-1], b""):
            path.write_bytes(damage)
            with pytest.raises(IndexOutOfDate):
                load_index(tmp_path, IDENTITY)
        path.unlink()
        with pytest.raises(IndexOutOfDate):
            load_index(tmp_path, IDENTITY)
        path.write_bytes(original)
    assert len(load_index(tmp_path, IDENTITY)) == COUNT


def test_other_weights_and_other_formats_are_refused(index, tmp_path):
    index.save(tmp_path)
    with pytest.raises(IndexOutOfDate, match="was made with"):
        load_index(tmp_path, ModelIdentity("test-model", "1" * 40))
    manifest = tmp_path / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"format_version": 1', '"format_version": 2'))
    with pytest.raises(IndexOutOfDate, match="format is 2"):
        load_index(tmp_path, IDENTITY)
    with pytest.raises(IndexOutOfDate, match="none yet"):
        load_index(tmp_path / "nowhere", IDENTITY)


def test_readers_never_see_a_half_made_change(kind):
    """The writer keeps 20 copies of one of two vectors; any search must see 20 equal ones under the right ids."""
    index = kind(IDENTITY, DIM)
    base = np.arange(1000, 4000)
    index.add(base, VECTORS[:3000])
    old, new = np.arange(20), np.arange(20, 40)
    marker = -VECTORS[:3000].mean(0, keepdims=True)
    marker /= np.linalg.norm(marker)
    copies = np.repeat(marker, 20, axis=0)
    index.add(old, copies)
    known = {*base.tolist(), *range(40)}
    problems: list[object] = []
    done = threading.Event()

    def read():
        while not done.is_set():
            assert set(index.search(marker, 20).ids[0]) <= known
            hits = index.search(marker, 1000)  # so many that HNSW, too, compares with all
            near = hits.ids[0][hits.scores[0] > 0.99]
            if sorted(near.tolist()) not in ([], old.tolist(), new.tolist()):
                problems.append(hits)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        for _ in range(25):
            index.remove(old)
            index.add(new, copies)
            index.remove(new)
            index.add(old, copies)
    finally:
        done.set()
        for reader in readers:
            reader.join()
    assert problems == []
    assert len(index) == 3020


def test_replacing_is_one_step_for_readers(kind):
    index = kind(IDENTITY, DIM)
    index.add(IDS[:2000], VECTORS[:2000])
    done = threading.Event()
    counts: list[int] = []

    def read():
        while not done.is_set():
            counts.append(int((index.search(QUERIES[:1], 2000).ids >= 0).sum()))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for seed in range(10):
            index.add(IDS[:500], unit_rows(500, seed))
    finally:
        done.set()
        reader.join()
    assert set(counts) == {2000}
