"""Writes what Hugging Face's logits processors make of logits, for LogitsProcessorGoldenTest.

Not part of the suite, which has no PyTorch. By hand, with transformers 5.23.0 and torch 2.15.0:
`python src/test/python/make_sampling_goldens.py`. Its file is committed.
"""

import itertools
import json
from pathlib import Path

import torch
import transformers
from transformers.generation import logits_process as hf

TARGET = Path("src/test/resources/io/nocturne/generate/logits-processors.json")
VOCABULARY = 24
HISTORY = [3, 7, 7, 1, 20, 3, 7, 5, 11, 3, 7, 2, 3, 7]


def probabilities(logits, case):
    """Of the next token, after the processors in the order of `GenerationMixin.generate`."""
    ids = torch.tensor([HISTORY])
    scores = torch.tensor([logits], dtype=torch.float32)
    steps = []
    if case["repetitionPenalty"] != 1:
        recent = ids[:, -case["repetitionWindow"] :]
        penalty = hf.RepetitionPenaltyLogitsProcessor(case["repetitionPenalty"])
        steps.append(lambda _, x: penalty(recent, x))
    if case["noRepeatNgram"]:
        steps.append(hf.NoRepeatNGramLogitsProcessor(case["noRepeatNgram"]))
    steps.append(hf.TemperatureLogitsWarper(case["temperature"]))
    if case["topK"]:
        steps.append(hf.TopKLogitsWarper(case["topK"]))
    if case["topP"] < 1:
        steps.append(hf.TopPLogitsWarper(case["topP"]))
    if case["minP"] > 0:
        steps.append(hf.MinPLogitsWarper(case["minP"]))
    for step in steps:
        scores = step(ids, scores)
    return [float(f"{p:.8g}") for p in torch.softmax(scores.double(), dim=-1)[0].tolist()]


def cases():
    """Each setting alone at several values, then all pairs, then all at once."""
    neutral = {
        "temperature": 1.0,
        "topK": 0,
        "topP": 1.0,
        "minP": 0.0,
        "repetitionPenalty": 1.0,
        "repetitionWindow": 64,
        "noRepeatNgram": 0,
    }
    values = {
        "temperature": [0.5, 2.0],
        "topK": [1, 5, VOCABULARY, 100],
        "topP": [0.05, 0.55, 0.93],
        "minP": [0.02, 0.3, 1.0],
        "repetitionPenalty": [0.7, 1.3],
        "noRepeatNgram": [1, 2, 3, 14],
    }
    for name, choices in values.items():
        for value in choices:
            yield {**neutral, name: value}
    pair_values = {
        "temperature": 1.6,
        "topK": 9,
        "topP": 0.8,
        "minP": 0.12,
        "repetitionPenalty": 1.4,
        "noRepeatNgram": 2,
    }
    for one, two in itertools.combinations(pair_values, 2):
        yield {**neutral, one: pair_values[one], two: pair_values[two], "repetitionWindow": 4}
    yield {**neutral, **pair_values, "repetitionWindow": 4}


def main():
    torch.manual_seed(20261123)
    rows = (2.5 * torch.randn(3, VOCABULARY)).tolist()
    rows = [[round(logit, 4) for logit in row] for row in rows]
    goldens = {
        "source": f"transformers {transformers.__version__}",
        "history": HISTORY,
        "logits": rows,
        "cases": [
            {**case, "row": row, "probabilities": probabilities(rows[row], case)}
            for row, case in zip(itertools.cycle(range(len(rows))), cases())
        ],
    }
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(goldens).replace('{"temperature"', '\n{"temperature"')
    TARGET.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
