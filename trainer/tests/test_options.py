import argparse

import pytest
from support import attempt

from options import add_option
from schedule import learning_rate_factor


def test_old_names_of_options_work_and_are_hidden(capsys):
    parser = argparse.ArgumentParser()
    add_option(parser, "--max-seq-len", "--longest", type=int, default=640, help="in tokens")
    assert parser.parse_args([]).max_seq_len == 640
    assert parser.parse_args(["--longest", "9"]).max_seq_len == 9
    assert parser.parse_args(["--max-seq-len", "8"]).max_seq_len == 8
    assert "--longest" not in parser.format_help()


@pytest.mark.parametrize("script", ["average.py", "encoder.py"])  # other tests run the other commands
def test_command_has_help(script):
    shown = attempt(script, "--help")
    assert shown.returncode == 0
    assert "usage:" in shown.stdout


def test_learning_rate_warms_up_stays_and_warms_down():
    factors = [learning_rate_factor(progress, 0.5) for progress in (0.01, 0.02, 0.5, 0.75, 1)]
    assert factors == [0.5, 1, 1, 0.5, 0.01]
