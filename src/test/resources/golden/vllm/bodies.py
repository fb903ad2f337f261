"""What vLLM's own client sends with each of its backends: run with vLLM 0.32 and soundfile installed, as

    python bodies.py > bodies.jsonl

Each line has the backend, the request as it was given to vLLM's function, and the body that a
listening socket received: JSON as it came, a form as its parts in order.
"""

import asyncio
import email
import io
import json
import os
import sys
import tempfile
import wave

import aiohttp
from aiohttp import web
from vllm.benchmarks.lib.endpoint_request_func import (
    ASYNC_REQUEST_FUNCS,
    RequestFuncInput,
)

IMAGE = {"type": "image_url", "image_url": {"url": "data:image/jpeg;base64,AAAA"}}
TEXT = 'Hi "你"\n'
SUFFIX = {
    "vllm": "completions",
    "openai": "completions",
    "openai-chat": "chat/completions",
    "openai-responses": "responses",
    "openai-audio": "transcriptions",
    "vllm-pooling": "pooling",
    "vllm-rerank": "rerank",
}


def requests():
    for backend in ASYNC_REQUEST_FUNCS:
        texts = ["a query", "one", "two"] if backend == "vllm-rerank" else TEXT
        yield backend, texts, None, {}
        if backend == "vllm-rerank":
            yield backend, texts, None, {"temperature": 0.5}
            continue
        yield backend, texts, None, {"temperature": 0.5, "model": "other"}
        if backend in ("openai-embeddings", "infinity-embeddings", "vllm-pooling"):
            yield backend, ["one", "two"], None, {}
        if "chat" in backend or "clip" in backend or "vlm2vec" in backend:
            yield backend, TEXT, IMAGE, {}


def audio():
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes(bytes(320))
    return out.getvalue()


async def main():
    received = []

    async def handle(request):
        received.append((request.headers.get("Content-Type"), await request.read()))
        return web.Response(status=500)

    app = web.Application()
    app.router.add_post("/{path:.*}", handle)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]
    folder = tempfile.TemporaryDirectory()
    path = os.path.join(folder.name, "bodies.wav")
    with open(path, "wb") as file:
        file.write(audio())
    async with aiohttp.ClientSession() as session:
        for backend, prompt, media, extra in requests():
            for index in (0, 1) if "vlm2vec" in backend and media else (0,):
                audio_file = {"audio_path": path} if backend == "openai-audio" else media
                given = RequestFuncInput(
                    prompt=prompt,
                    api_url=f"http://127.0.0.1:{port}/{SUFFIX.get(backend, 'embeddings')}",
                    prompt_len=3,
                    output_len=16,
                    model="m",
                    multi_modal_content=audio_file,
                    ignore_eos=bool(extra) and backend != "openai-audio",
                    extra_body=dict(extra) or None,
                    request_id=f"bench-{index}",
                )
                await ASYNC_REQUEST_FUNCS[backend](given, session)
                kind, body = received.pop()
                line = {
                    "backend": backend,
                    "prompt": prompt,
                    "media": media,
                    "index": index,
                    "extra_body": extra,
                    "ignore_eos": bool(extra) and backend != "openai-audio",
                }
                if kind.startswith("multipart/"):
                    message = email.message_from_bytes(
                        b"Content-Type: " + kind.encode() + b"\n\n" + body
                    )
                    line["form"] = [
                        [
                            part.get_param("name", header="content-disposition"),
                            part.get_filename()
                            or part.get_payload(decode=True).decode(),
                        ]
                        for part in message.get_payload()
                    ]
                else:
                    line["body"] = json.loads(body)
                print(json.dumps(line, ensure_ascii=False))
    await runner.cleanup()
    folder.cleanup()


sys.stdout.reconfigure(encoding="utf-8")
asyncio.run(main())
