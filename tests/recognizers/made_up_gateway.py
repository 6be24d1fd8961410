"""Prints the results of a gateway and its review page for one text as JSON. Arguments: policy path, key file, text."""

import json
import sys
from pathlib import Path

import httpx2 as httpx

from pipeline.gateway.app import application
from pipeline.gateway.services import Services
from pipeline.gateway.settings import Settings
from pipeline.replace.keyed.keys import KeySource
from tests.pipeline.gateway.upstream import Served, Upstream


def main(policy: str, key_file: str, text: str) -> None:
    with Upstream() as upstream:
        settings = Settings(classification=policy, openai=upstream.url, anthropic=upstream.url, scanners=1)
        with Served(application(Services(settings, KeySource(key_file)))) as url:
            chat = {"model": "m", "messages": [{"role": "user", "content": text}]}
            answer = httpx.post(f"{url}/v1/chat/completions", json=chat, timeout=120).json()
            asked = {"text": text, "classification": Path(policy).stem}
            reviewed = httpx.post(f"{url}/review/findings", json=asked, headers={"origin": url}, timeout=120).json()
            print(
                json.dumps(
                    {
                        "sent": upstream.last()["messages"][0]["content"],
                        "answered": answer["choices"][0]["message"]["content"],
                        "reviewed": reviewed,
                    }
                )
            )


if __name__ == "__main__":
    main(*sys.argv[1:])
