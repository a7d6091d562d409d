"""The three contracts as plain functions: JSON in, JSON out. A web framework only has to call them."""

import base64
import io
import json
import time
import urllib.request
import uuid

from PIL import Image

from model import ADDRESSES, COLOURS, find_addresses, find_patches


class BadRequest(Exception):
    """What the caller did wrong, in words that the caller reads."""


def open_image(data):
    try:
        return Image.open(io.BytesIO(data)).convert("RGB")
    except Exception as error:
        raise BadRequest(f"The image cannot be read: {error}") from error


def decode_base64(text):
    try:
        return base64.b64decode(text, validate=True)
    except Exception as error:
        raise BadRequest(f"The image is not base64: {error}") from error


# foundry: POST a prompt, answer an object whose keys are the features of the ontology.


def foundry_predict(body):
    parts = [part for message in body.get("prompt", []) for part in message.get("parts", [])]
    images = [part["image"] for part in parts if part.get("image")]
    texts = [part["text"] for part in parts if part.get("text")]
    if images:
        return foundry_boxes(find_patches(open_image(decode_base64(images[-1]))))
    if texts:
        return foundry_spans(texts[-1])
    raise BadRequest("The prompt has neither a text nor an image.")


def foundry_boxes(patches):
    answer = {}
    for name, score, *box in patches:
        feature = answer.setdefault(name, {"boxes": [], "scores": []})
        feature["boxes"].append(box)  # left, top, width, height
        feature["scores"].append(score)
    return answer


def foundry_spans(text):
    answer = {}
    for name, start, end in find_addresses(text):
        span = {"start": start, "end": end, "text": text[start:end]}
        answer.setdefault(name, []).append(span)
    return answer


# v7: GET /classes, POST /infer.


def v7_classes():
    return [{"name": name, "type": "bounding_box"} for name in COLOURS]


def v7_infer(body):
    try:
        image = v7_image(body.get("details", body).get("image") or {})
        results = [
            {
                "name": name,
                "label": name,
                "confidence": score,
                "bounding_box": {"x": x, "y": y, "w": width, "h": height},
            }
            for name, score, x, y, width, height in find_patches(image)
        ]
        return {"status": "succeeded", "results": results}
    except BadRequest as error:
        # V7 wants HTTP 200 and the status "failed". Its own sample dies here: see the how-to.
        return {"status": "failed", "results": [], "message": str(error)}


def v7_image(spec):
    if spec.get("base64"):
        return open_image(decode_base64(spec["base64"]))
    if str(spec.get("url", "")).startswith(("http://", "https://")):
        with urllib.request.urlopen(spec["url"], timeout=20) as response:
            return open_image(response.read(32 * 1024 * 1024))
    raise BadRequest("`image` has neither `base64` nor an http `url`.")


# openai-chat: POST /v1/chat/completions.


def chat_completion(body):
    if body.get("stream"):
        raise BadRequest("This server does not stream; leave `stream` out.")
    users = [message for message in body.get("messages", []) if message.get("role") == "user"]
    if not users:
        raise BadRequest("There is no message of a user.")
    content = users[-1].get("content") or ""
    if not isinstance(content, str):
        content = "".join(part.get("text", "") for part in content)
    found = find_addresses(content)
    words = ", ".join(content[start:end] for _, start, end in found) or "none"
    return {
        "id": f"chatcmpl-{uuid.uuid4().hex}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": body.get("model", "addresses"),
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": f"Addresses: {words}"},
                "finish_reason": "stop",
            }
        ],
    }


def read_json(data):
    try:
        body = json.loads(data)
    except ValueError as error:
        raise BadRequest(f"The body is not JSON: {error}") from error
    if not isinstance(body, dict):
        raise BadRequest("The body is no JSON object.")
    return body


def is_allowed(token, authorization):
    """Whether a caller may come in: everyone where no token is set."""
    return token is None or authorization == f"Bearer {token}"


def ontology():
    """What the model knows, for `patchbay model add` and `patchbay check --ontology`."""
    return {
        "tools": [{"kind": "bounding_box", "name": name} for name in COLOURS]
        + [{"kind": "entity", "name": name} for name in ADDRESSES]
    }
