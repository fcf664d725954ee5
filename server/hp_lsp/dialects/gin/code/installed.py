"""What installed packages register, as far as the project imports them. Knows which packages never register."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator, Mapping

from hp_lsp.dialects.gin.code.facts import Facts
from hp_lsp.python.modules import Modules
from hp_lsp.python.source import Source

MARKERS = (b"import gin", b"from gin", b"configurable")
"""Bytes one of which stands in every file that registers something."""

_SILENT = """
absl accelerate aiohttp albumentations altair apache_beam apex astropy asyncio attr attrs av babel beartype
boto3 bs4 cached_conv cachetools catboost certifi cffi chex click cloudpickle comet_ml crepe
cv2 cvxpy cycler cython d4rl dask dataclasses_json datasets deepdiff deepspeed diffusers dill distrax
dm_control dm_env docker docopt dopamine_rl eagerpy editdistance effortless_config einops equinox etils
evaluate faiss fastapi fiona fire flask flatbuffers flax fsspec gdown geopandas git google googleapiclient
GPUtil grpc gym gym_minigrid gymnasium h5py haiku hdf5plugin hmmlearn huggingface_hub hydra hypertune hypothesis imageio
imgaug importlib_metadata importlib_resources intervaltree ipdb ipykernel IPython ipywidgets jax jaxlib
jaxtyping jinja2 joblib jsonschema jupyter kaggle keras kornia langdetect lazy_loader libcst librosa lightgbm
lightning lightning_utilities llvmlite lmdb loguru lxml markdown matplotlib mediapipe mido mir_eval
ml_collections ml_dtypes mlflow more_itertools moviepy mpi4py msgpack mujoco mujoco_py multiprocess music21
ndjson neptune networkx nibabel ninja nltk nn_tilde note_seq numba numexpr numpy omegaconf onnx onnxruntime
open3d openai opt_einsum optax optuna orbax orjson packaging pandas parameterized patsy peft pexpect PIL
pkg_resources plotly portalocker pretty_midi procgen prometheus_client promise protobuf psutil pyarrow
pybullet pycocotools pydantic pydub pygame pyglet pyloudnorm pymongo pyparsing pyro pysc2 pytest
pytest_asyncio pytorch_lightning pytz pywt ray redis regex requests resampy rich rlax rouge_score ruamel
sacrebleu safetensors scikits scipy seaborn sentence_transformers sentencepiece sentry_sdk seqeval serial
setuptools shapely shimmy simplejson six skimage sklearn slugify smart_open sounddevice soundfile spacy
sqlalchemy stable_baselines3 statsmodels streamlit supervision sympy tables tabulate tensorboard
tensorboard_data_server tensorboardX tensorflow tensorflow_addons tensorflow_datasets tensorflow_estimator
tensorflow_gcs_config tensorflow_hub tensorflow_io tensorflow_probability tensorflow_text tensorflow_transform
tensorflowjs tensorstore termcolor tf2jax tf_keras tfds tflite_runtime tflite_support tiktoken timm tokenizers
toml tomli toolz torch torch_xla torchaudio torchdata torchinfo torchmetrics torchsummary torchtext
torchvision tornado tqdm transformers tree treelib trimesh triton typeguard typer typing_extensions tyro udls
ujson umap urllib3 uvicorn visdom wandb webdataset werkzeug wget xarray xformers xgboost xmltodict yacs yaml
zarr zmq zstandard
"""

NEVER_REGISTER = frozenset(_SILENT.split()) | sys.stdlib_module_names | {"gin", "__future__"}
"""Packages, by the name they are imported by, that register nothing with Gin."""


def never_registers(module: str) -> bool:
    """Tell whether a module belongs to a package that registers nothing with Gin."""
    return module.partition(".")[0] in NEVER_REGISTER


def installed_facts(facts: Mapping[str, Facts], modules: Modules) -> dict[str, Facts]:
    """Return the facts, by path, of the installed packages that these files import, directly or not."""
    found: dict[str, Facts] = {}
    for _ in read_installed(facts, modules, found):
        pass
    return found


def read_installed(facts: Mapping[str, Facts], modules: Modules, found: dict[str, Facts]) -> Iterator[None]:
    """Put the facts of installed packages into `found`, in steps of one file; what was read once is remembered."""
    pending = [name for one in facts.values() for name in one.imports]
    seen = set(NEVER_REGISTER)
    while pending:
        package = pending.pop().partition(".")[0]
        if package not in seen:
            seen.add(package)
            told = yield from _facts_of(package, modules)
            found.update((one.path, one) for one in told)
            pending.extend(name for one in told for name in one.imports)


def _facts_of(package: str, modules: Modules) -> Generator[None, None, tuple[Facts, ...]]:
    done: list[tuple[Facts, ...]] = modules.recall(("gin", package), list)
    if not done:
        told: list[Facts | None] = []
        for facts in modules.installed("gin", package, MARKERS, _scan):
            told.append(facts)
            yield
        done.append(tuple(one for one in told if one is not None))
    return done[0]


def _scan(source: Source) -> Facts | None:
    from hp_lsp.dialects.gin.code.passing import unread
    from hp_lsp.dialects.gin.code.scan import scan

    return scan(source) if source.text else unread(source)
