"""The baselines against the formulas, written down once more without regard to speed.

The n-gram's are Chen and Goodman's, "An empirical study of smoothing techniques for language
modeling", Computer Speech and Language 13 (1999).
"""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np
import pytest

SIZE, PAD = 9, 4


@dataclass(frozen=True)
class Case:
    """Pieces to learn, and the n-gram's order."""

    pieces: list
    order: int


def walks(seed: int, lengths: list) -> list:
    """Melodies in which some n-grams are far more frequent than others."""
    random = np.random.default_rng(seed)
    ids = np.array([id for id in range(SIZE) if id != PAD])
    pieces = []
    for length in lengths:
        steps = random.choice([-1, 1, 1, 2, 0], length)
        pieces.append(ids[np.cumsum(steps) % len(ids)].tolist())
    return pieces


CASES = {
    "bigram": Case(walks(1, [300, 200, 100]), 2),
    "trigram": Case(walks(2, [300, 200, 100]), 3),
    "six": Case(walks(3, [500, 400, 3, 1]), 6),
    "longer than the pieces": Case(walks(4, [5, 4, 3]), 8),
    "unigram": Case(walks(5, [50]), 1),
    "one token": Case([[7]], 6),
}


def contexts(case: Case) -> list:
    """Some that came, some that did not, some that are short or begin before the piece."""
    random = np.random.default_rng(8)
    found = [piece[:end] for piece in case.pieces for end in range(0, len(piece), 7)]
    padded = [[PAD] * 4 + piece[:2] for piece in case.pieces]
    strange = [[0, 8, 0, 8, 1, 1], [], [5], [PAD], [PAD] * 10]
    return found[:40] + padded + strange + random.integers(0, PAD, (5, 7)).tolist()


class KneserNey:
    """Interpolated modified Kneser-Ney by its definition; padding is before each piece."""

    def __init__(self, case: Case):
        self.order = case.order
        raw = Counter()
        for piece in case.pieces:
            text = [PAD] * (case.order - 1) + piece
            for end in range(case.order, len(text) + 1):
                raw[tuple(text[end - case.order : end])] += 1
        self.counts = {case.order: raw}
        for length in range(case.order - 1, 0, -1):
            # Each longer n-gram, however often it came, is one token before this one.
            self.counts[length] = Counter(gram[1:] for gram in self.counts[length + 1])
        self.discounts = {length: discounts(c) for length, c in self.counts.items()}
        self.following = {length: defaultdict(dict) for length in self.counts}
        for length, counts in self.counts.items():
            for gram, count in counts.items():
                self.following[length][gram[:-1]][gram[-1]] = count

    def probability(self, word: int, context: tuple) -> float:
        """p(word | context); the empty context rests on an even distribution."""
        if word == PAD:
            return 0.0
        length = len(context) + 1
        shorter = self.probability(word, context[1:]) if context else 1 / (SIZE - 1)
        after = self.following[length].get(context)
        if not after:
            return shorter
        total = sum(after.values())
        off = self.discounts[length]
        kept = max(after[word] - off[min(after[word], 3)], 0) if word in after else 0
        rest = sum(off[min(count, 3)] for count in after.values())
        return kept / total + rest / total * shorter

    def distribution(self, context: list) -> list:
        known = tuple(context[-(self.order - 1) :]) if self.order > 1 else ()
        return [self.probability(word, known) for word in range(SIZE)]


def discounts(counts: Counter) -> dict:
    """D1, D2 and D3+ by how many n-grams came once, twice, ...; KenLM's where there are none."""
    n = Counter(counts.values())
    fallback = {1: 0.5, 2: 1.0, 3: 1.5}
    if not (n[1] and n[2] and n[3]):
        return fallback
    y = n[1] / (n[1] + 2 * n[2])
    found = {k: k - (k + 1) * y * n[k + 1] / n[k] for k in (1, 2, 3)}
    return fallback if min(found.values()) < 0 else found


@pytest.fixture(scope="module")
def answers(java, tmp_path_factory):
    folder = tmp_path_factory.mktemp("baselines")
    answers = {}
    for name, case in CASES.items():
        request = {
            "pieces": case.pieces,
            "alphabet": {"size": SIZE, "pad": PAD},
            "order": case.order,
            "contexts": contexts(case),
        }
        file = folder / "request.json"
        file.write_text(json.dumps(request))
        answers[name] = json.loads(java("io.nocturne.evaluate.BaselineProbe", file).stdout)
    return answers


@pytest.mark.parametrize("name", CASES)
def test_the_n_gram_is_modified_kneser_ney(answers, name):
    model = KneserNey(CASES[name])
    expected = [model.distribution(context) for context in contexts(CASES[name])]
    np.testing.assert_allclose(answers[name]["nGram"], expected, rtol=1e-12, atol=1e-15)


def test_the_cases_have_discounts_of_their_own_and_some_that_fall_back():
    own = [discounts(counts) for counts in KneserNey(CASES["six"]).counts.values()]
    assert {1: 0.5, 2: 1.0, 3: 1.5} in own
    assert any(found[1] != 0.5 for found in own)


@pytest.mark.parametrize("name", CASES)
def test_every_baseline_is_a_distribution(answers, name):
    for model in ["nGram", "unigram", "repeatLast"]:
        probabilities = np.array(answers[name][model])
        np.testing.assert_allclose(probabilities.sum(axis=1), 1, rtol=1e-12)
        assert (probabilities[:, PAD] == 0).all()
        assert (np.delete(probabilities, PAD, axis=1) > 0).all()


@pytest.mark.parametrize("name", CASES)
def test_the_unigram_adds_one(answers, name):
    counts = Counter(token for piece in CASES[name].pieces for token in piece)
    total = sum(counts.values()) + SIZE - 1
    expected = [0 if id == PAD else (counts[id] + 1) / total for id in range(SIZE)]
    np.testing.assert_allclose(answers[name]["unigram"][0], expected, rtol=1e-12)


def test_the_weight_of_repetition_maximizes_the_likelihood_of_training(answers):
    case = CASES["trigram"]
    unigram = np.array(answers["trigram"]["unigram"][0])
    pairs = [(a, b) for piece in case.pieces for a, b in zip(piece, piece[1:])]

    def likelihood(weight):
        return sum(np.log(weight * (a == b) + (1 - weight) * unigram[b]) for a, b in pairs)

    weights = np.linspace(0, 0.999, 1000)
    best = weights[np.argmax([likelihood(weight) for weight in weights])]
    context = contexts(case)[1]
    distribution = np.array(answers["trigram"]["repeatLast"][1])
    other = next(id for id in range(SIZE) if id not in (PAD, context[-1]))
    found = 1 - distribution[other] / unigram[other]
    assert found > 0.02
    assert abs(found - best) <= 0.001
    assert likelihood(found) >= likelihood(best) - 1e-9
    expected = (1 - found) * unigram
    expected[context[-1]] += found
    np.testing.assert_allclose(distribution, expected, rtol=1e-9)
