"""The model under three contracts with Flask: `TOKEN=sesame flask --app flask_server run --port 7421`."""

import os

from flask import Flask, jsonify, request
from werkzeug.exceptions import HTTPException

import contracts

app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = 32 * 1024 * 1024
TOKEN = os.environ.get("TOKEN")


@app.before_request
def let_in():
    if request.path != "/health" and not contracts.is_allowed(
        TOKEN, request.headers.get("Authorization")
    ):
        return jsonify(error="The Authorization header has not the right bearer token."), 401


@app.errorhandler(contracts.BadRequest)
def refuse(error):
    return jsonify(error=str(error)), 400


@app.errorhandler(HTTPException)
def explain(error):
    return jsonify(error=error.description), error.code


@app.get("/health")
def health():
    return jsonify(status="ok")


@app.post("/predict")
def predict():
    return jsonify(contracts.foundry_predict(contracts.read_json(request.data)))


@app.get("/classes")
def classes():
    return jsonify(contracts.v7_classes())


@app.post("/infer")
def infer():
    return jsonify(contracts.v7_infer(contracts.read_json(request.data)))


@app.post("/v1/chat/completions")
def chat():
    return jsonify(contracts.chat_completion(contracts.read_json(request.data)))
