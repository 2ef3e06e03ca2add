"""Threads that need the vendors' packages at the same moment."""

from __future__ import annotations

import subprocess
import sys

from tests.support.places import ROOT

PROGRAM = """
import sys, threading, time

class Slow:
    def find_spec(self, name, path=None, target=None):
        if name.startswith("openai.types.chat."):
            time.sleep(0.003)

sys.meta_path.insert(0, Slow())

from summarise.engines.model.asking import ask
from summarise.engines.model_settings import ModelSettings
from summarise.engines.service.late_client import LateClient
from summarise.engines.service.protocol import Completion, Message, Request

begun = threading.Barrier(2)
request = Request("plain", (Message("user", "?"),), 100)

def from_the_store():
    begun.wait()
    print(ask(lambda request: Completion("no JSON"), request, lambda answer, settled: (), 1).rounds)

def from_the_service():
    begun.wait()
    LateClient(ModelSettings("plain", base_url="http://127.0.0.1:9/v1"))._made()

threads = [threading.Thread(target=one) for one in (from_the_store, from_the_service)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""
"""A stored answer that needs a correction, beside the first call of the run; both import their packages slowly."""


def test_a_stored_answer_and_a_first_call_import_the_packages_one_after_the_other() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("2", "")
