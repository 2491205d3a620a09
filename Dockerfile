# One image for every part: the API, the ingest command and the Chroma server of the same version.
FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /dateline
WORKDIR /source
COPY requirements.lock requirements-bare.lock ./
RUN /dateline/bin/pip install --quiet --require-hashes --only-binary :all: -r requirements.lock \
    && /dateline/bin/pip install --quiet --require-hashes --only-binary :all: --no-deps -r requirements-bare.lock
COPY pyproject.toml README.md LICENSE ./
COPY indexes indexes
COPY prompts prompts
COPY service service
COPY eval eval
RUN /dateline/bin/pip install --quiet --no-deps --no-build-isolation . \
    && /dateline/bin/pip uninstall --quiet --yes pip

FROM python:3.11-slim
# The folders that volumes are mounted on belong to the user, so that new volumes do.
RUN groupadd --gid 10001 dateline \
    && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin dateline \
    && install --directory --owner 10001 --group 10001 /data /chroma
COPY --from=build /dateline /dateline
ENV PATH=/dateline/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 HOME=/tmp DATELINE_DATA=/data
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=10s --start-period=60s --retries=6 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=8)"]
CMD ["dateline", "serve", "--host", "0.0.0.0", "--port", "8000"]
