"""The processes of a run on one machine, which share each batch and average their gradients."""

import os

import torch
import torch.distributed as dist


class ProcessGroup:
    """With one process every operation gives back its input."""

    def __init__(self, rank: int, size: int) -> None:
        self.rank, self.size = rank, size
        self.parent = os.getppid()
        if size > 1:
            os.environ.setdefault("MASTER_ADDR", "127.0.0.1")
            os.environ.setdefault("MASTER_PORT", "29511")
            dist.init_process_group("gloo", rank=rank, world_size=size)

    def broadcast(self, value: float) -> float:
        """The value of the first process."""
        if self.size == 1:
            return value
        shared = torch.tensor([value])
        dist.broadcast(shared, 0)
        return float(shared[0])

    def sum(self, values: torch.Tensor) -> torch.Tensor:
        if self.size > 1:
            dist.all_reduce(values)
        return values

    def sum_gradients(self, parameters: list[torch.nn.Parameter]) -> None:
        if self.size == 1:
            return
        flat = torch.cat([p.grad.flatten() for p in parameters])
        dist.all_reduce(flat)
        at = 0
        for p in parameters:
            p.grad.copy_(flat[at : at + p.numel()].view_as(p))
            at += p.numel()

    def check_parent(self) -> None:
        """Ends this process when the one that started it is gone."""
        if self.size > 1 and os.getppid() != self.parent:
            raise SystemExit("the process that started the training is gone")

    def close(self) -> None:
        if self.size > 1:
            dist.barrier()
            dist.destroy_process_group()
