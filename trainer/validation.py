"""Loss and accuracy on examples that are not trained on."""

import torch

from data import CHOOSE, COPY, STRUCTURE, Examples, collate
from model import answer_losses

KIND_NAMES = {STRUCTURE: "structure", CHOOSE: "choose", COPY: "copy"}


@torch.no_grad()
def validate(model, examples: Examples, kinds_by_token: torch.Tensor, precision: str, max_examples: int, micro_batch: int = 1):
    """
    A dict with, for each kind of token, its mean loss (`copy_loss`) and share of right tokens (`copy_right`), and with `exact`,
    the share of answers in which every token is right. All shares are from 0 to 1.
    """
    model.eval()
    totals = torch.zeros(len(KIND_NAMES), 3, dtype=torch.float64)
    exact = 0
    numbers = sorted(range(min(max_examples, len(examples))), key=lambda n: examples.lengths[n])
    for at in range(0, len(numbers), micro_batch):
        ids, targets, target_kinds = collate(examples, numbers[at : at + micro_batch], kinds_by_token)
        losses, kinds, correct = answer_losses(model, ids, targets, target_kinds, precision)
        rows = torch.nonzero(targets >= 0)[:, 0]
        wrong = torch.zeros(len(ids), device=ids.device).index_add_(0, rows, (~correct).float())
        exact += int((wrong == 0).sum())
        for kind in KIND_NAMES:
            mask = kinds == kind
            totals[kind] += torch.stack([losses[mask].double().sum(), correct[mask].sum(), mask.sum()]).cpu()
    model.train()
    scores = {"exact": round(exact / max(1, len(numbers)), 4)}
    for (loss, correct, count), name in zip(totals.tolist(), KIND_NAMES.values(), strict=True):
        scores[f"{name}_loss"] = round(loss / max(1, count), 4)
        scores[f"{name}_right"] = round(correct / max(1, count), 4)
    return scores
