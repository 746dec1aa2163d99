"""Times the Python package zss on pairs of trees given as JSON lines: the library that the public FlowSim code uses."""

import json
import sys
import time

import zss


def build(tree):
    node = zss.Node(tree["label"])
    node.step = tree.get("step", False)
    for child in tree["children"]:
        node.addkid(build(child))
    return node


def update(a, b):
    return 0 if a.label == b.label else 2 if a.step or b.step else 1


def cost(node):
    return 1 if node.label else 0


pairs = [tuple(build(tree) for tree in json.loads(line)) for line in sys.stdin]
began = time.perf_counter()
distances = [zss.distance(a, b, zss.Node.get_children, cost, cost, update) for a, b in pairs]
seconds = time.perf_counter() - began
print(json.dumps({"seconds": seconds, "distances": [float(d) for d in distances]}))
