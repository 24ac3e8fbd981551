# Hindsight for several people: docs/hosting.md says how to run it. It starts only where sign-in is configured.
#
#   docker build -t hindsight .
#   docker run --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges \
#     --volume hindsight:/data --volume "$PWD/secrets.toml:/run/secrets/hindsight.toml:ro" \
#     --publish 127.0.0.1:8501:8501 hindsight
#
# Versions and hashes come from the lock; where packages come from is for whoever builds to say (pip's own settings).
FROM python:3.13-slim AS packages
WORKDIR /build
COPY requirements-hosting.lock ./
RUN python -m venv /opt/hindsight \
 && /opt/hindsight/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes \
      -r requirements-hosting.lock \
 && /opt/hindsight/bin/python -m compileall -q /opt/hindsight/lib

FROM python:3.13-slim
# An account of no rights, and the one folder that it may write; a new volume takes owner and mode from here.
RUN groupadd --system --gid 10001 hindsight \
 && useradd --system --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin hindsight \
 && install -d -m 0700 -o 10001 -g 10001 /data
COPY --from=packages /opt/hindsight /opt/hindsight
WORKDIR /app
COPY app.py pyproject.toml LICENSE ./
COPY .streamlit/config.toml .streamlit/config.toml
COPY analytics analytics
COPY pages pages
COPY sample_data sample_data
COPY ui ui
RUN /opt/hindsight/bin/python -m compileall -q /app

ENV HINDSIGHT_DATA_DIR=/data \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    STREAMLIT_SECRETS_FILES=/run/secrets/hindsight.toml
USER 10001:10001
VOLUME /data
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["/opt/hindsight/bin/python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]
ENTRYPOINT ["/opt/hindsight/bin/python", "-m", "streamlit", "run", "app.py", "--server.port", "8501", "--server.headless", "true", "--server.address", "0.0.0.0"]
