# Writes vllm-bench-serve.tsv: a line for each flag of `vllm bench serve` 0.32 with what its parser says
# of it: the flag, what follows it (nargs, or "switch"), its default as JSON or Python text, its choices.
#
#   python vllm-bench-serve.py > vllm-bench-serve.tsv     # in an environment with vllm 0.32.0
#
# The default of --request-id-prefix is drawn in each process; it is shown as bench-XXXXXXXX-.
import argparse
import json

from vllm.benchmarks.serve import add_cli_args
from vllm.utils.argparse_utils import FlexibleArgumentParser


def follows(action):
    if isinstance(action, argparse.BooleanOptionalAction):
        return "either"
    if isinstance(action, argparse._StoreTrueAction):
        return "switch"
    return action.nargs or "1"


def text(value):
    if value is None:
        return "-"
    if isinstance(value, str):
        return "bench-XXXXXXXX-" if value.startswith("bench-") else value
    if isinstance(value, dict):
        return json.dumps(value) if all(isinstance(k, str) for k in value) else repr(value)
    return json.dumps(value) if isinstance(value, bool) else str(value)


parser = FlexibleArgumentParser()
add_cli_args(parser)
print("flag\tfollows\tdefault\tchoices")
for action in parser._actions:
    if action.dest == "help":
        continue
    choices = ",".join(sorted(action.choices)) if action.choices else "-"
    print("\t".join([action.option_strings[0], follows(action), text(action.default), choices]))
