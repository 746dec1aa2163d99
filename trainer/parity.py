"""Compares greedy answers of PyTorch and of llama.cpp (through Node) to the same prompts."""

import argparse
import itertools
import json
import subprocess
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import LlamaForCausalLM

from control_tokens import read_examples
from errors import run_command
from options import add_option
from progress import report

COMPLETE = Path(__file__).parent / "complete.mjs"
# Logits this close are a tie that rounding decides: the GGUF file has f16 weights, PyTorch f32 ones.
TIE = 0.02


@torch.no_grad()
def greedy(model: LlamaForCausalLM, ids: list[int], max_new_tokens: int) -> tuple[list[int], list[float]]:
    """Answer tokens, and for each one how far its logit is above the next."""
    answer, margins = [], []
    for _ in range(max_new_tokens):
        top = model(torch.tensor([ids + answer])).logits[0, -1].topk(2)
        token = int(top.indices[0])
        if token == 1:
            break
        answer.append(token)
        margins.append(float(top.values[0] - top.values[1]))
    return answer, margins


def same_until_tie(ours: list[int], margins: list[float], theirs: list[int]) -> bool:
    """Whether the answers are equal up to the first tie."""
    for i, (a, b) in enumerate(itertools.zip_longest(ours, theirs)):
        if a != b:
            return i < len(margins) and margins[i] < TIE
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--gguf", type=Path, required=True)
    parser.add_argument("--prompts", type=Path, required=True, help="JSONL with `prompt`")
    add_option(parser, "--num-prompts", "--count", type=int, default=50)
    add_option(parser, "--max-new-tokens", "--tokens", type=int, default=48)
    args = parser.parse_args()
    torch.set_num_threads(1)
    tokenizer = Tokenizer.from_file(str(args.weights / "tokenizer.json"))
    model = LlamaForCausalLM.from_pretrained(args.weights, dtype=torch.float32).eval()
    prompts = [one["prompt"] for one in itertools.islice(read_examples(args.prompts), args.num_prompts)]
    asked = json.dumps({"model": str(args.gguf.resolve()), "tokens": args.max_new_tokens, "prompts": prompts})
    done = subprocess.run(["node", COMPLETE], input=asked, capture_output=True, text=True, check=True)
    answers = json.loads(done.stdout)
    equal, exact, different = 0, 0, []
    for prompt, answer in zip(prompts, answers, strict=True):
        ids = tokenizer.encode(prompt, add_special_tokens=False).ids
        ours, margins = greedy(model, ids, args.max_new_tokens)
        if ids != answer["prompt"]:
            different.append({"prompt": prompt, "why": "tokens of the prompt differ"})
        elif same_until_tie(ours, margins, answer["answer"]):
            equal += 1
            exact += ours == answer["answer"]
        else:
            different.append(
                {"prompt": prompt, "pytorch": tokenizer.decode(ours), "llama.cpp": tokenizer.decode(answer["answer"])}
            )
    report("parity", prompts=len(prompts), equal=equal, to_the_token=exact, different=different[:3])


if __name__ == "__main__":
    run_command(main)
