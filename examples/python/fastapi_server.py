"""The model under three contracts with FastAPI: `TOKEN=sesame uvicorn fastapi_server:app --port 7422`."""

import os

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

import contracts

app = FastAPI()
TOKEN = os.environ.get("TOKEN")


def let_in(request: Request):
    if not contracts.is_allowed(TOKEN, request.headers.get("authorization")):
        raise HTTPException(401, "The Authorization header has not the right bearer token.")


@app.exception_handler(contracts.BadRequest)
async def refuse(_request, error):
    return JSONResponse({"error": str(error)}, status_code=400)


async def answer(function, request):
    # A model works for longer than an event loop may stand still.
    return await run_in_threadpool(function, contracts.read_json(await request.body()))


@app.get("/health")
def health():
    return {"status": "ok"}


@app.post("/predict", dependencies=[Depends(let_in)])
async def predict(request: Request):
    return await answer(contracts.foundry_predict, request)


@app.get("/classes", dependencies=[Depends(let_in)])
def classes():
    return contracts.v7_classes()


@app.post("/infer", dependencies=[Depends(let_in)])
async def infer(request: Request):
    return await answer(contracts.v7_infer, request)


@app.post("/v1/chat/completions", dependencies=[Depends(let_in)])
async def chat(request: Request):
    return await answer(contracts.chat_completion, request)
