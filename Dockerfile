# docker build -t consistency . && docker run --rm -v "$PWD:/work" consistency check articles/ --against archive/
FROM python:3.12-slim
COPY . /source
RUN python -m pip install --no-cache-dir /source && rm -rf /source
RUN apt-get update && apt-get install --yes --no-install-recommends git && rm -rf /var/lib/apt/lists/*
RUN git config --system --add safe.directory /work
WORKDIR /work
ENTRYPOINT ["consistency"]
