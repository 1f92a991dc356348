"""Write trained weights in the form that the reader loads: a quantized ONNX encoder and the scorer's arrays.

    python training/export_relations.py MODEL.pt --predicates PREDICATES.json --out src/sayso/reading/data/relations

Runs under the Python that trained (torch, onnx, onnxruntime). Weights of matrices become 8-bit integers, one scale a
column; the scorer's small arrays half floats.
"""

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from relation_model import state
from train_relations import Model, start_folder

LAYER = "bert.encoder.layer."


def main() -> None:
    """Export one model."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("--predicates", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    predicates = sorted(json.loads(options.predicates.read_text()))
    weights = torch.load(options.model)
    layers = 1 + max(int(name.split(LAYER)[1].split(".")[0]) for name in weights if LAYER in name)
    model = Model(layers, len(predicates))
    model.load_state_dict(weights)
    model.eval()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        example = (torch.ones((2, 7), dtype=torch.long),) * 3
        axes = {name: {0: "sentences", 1: "pieces"} for name in ("ids", "mask", "kinds", "vectors")}
        torch.onnx.export(
            model.encoder,
            example,
            str(plain),
            input_names=["ids", "mask", "kinds"],
            output_names=["vectors"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            str(plain),
            str(options.out / "encoder.onnx"),
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )
    arrays = {name: value.astype(np.float16) for name, value in state(model.scorer).items()}
    np.savez_compressed(options.out / "scorer.npz", predicates=np.array(predicates), **arrays)
    tags = {name: value.astype(np.float16) for name, value in state(model.tagger).items()}
    np.savez_compressed(options.out / "tagger.npz", **tags)
    shutil.copy(start_folder() / "tokenizer.json", options.out / "tokenizer.json")
    for path in sorted(options.out.iterdir()):
        print(f"{path.name} {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
