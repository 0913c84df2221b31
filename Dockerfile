# Gate 49 as one image for all its processes; which one it is, the command says.
# Its bill of materials lies in the image: /srv/gate49/components.cdx.json.
FROM python:3.11-slim-bookworm AS components
COPY requirements.lock requirements-components.lock ./
RUN pip install --no-cache-dir --no-deps --require-hashes -r requirements-components.lock \
    && cyclonedx-py requirements requirements.lock --output-format JSON \
        --output-file /components.cdx.json

FROM python:3.11-slim-bookworm

ENV LANG=C.UTF-8 PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        fonts-noto-cjk gettext libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
        poppler-utils \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /srv/gate49
COPY requirements.lock .
RUN pip install --no-cache-dir --no-deps --require-hashes -r requirements.lock

COPY . .
COPY --from=components /components.cdx.json .
RUN python -m compileall -q compliance enduse shipments
RUN apt-get update \
    && apt-get install -y --no-install-recommends gcc libc6-dev \
    && python script/build_kernel.py \
    && apt-get purge -y --auto-remove gcc libc6-dev \
    && rm -rf /var/lib/apt/lists/*
ENV GATE49_HOME=/var/lib/gate49 GATE49_MEDIA=/var/lib/gate49/media
RUN msgfmt --check-format -o compliance/locale/zh_Hans/LC_MESSAGES/django.mo \
        compliance/locale/zh_Hans/LC_MESSAGES/django.po \
    && useradd --system --home-dir /var/lib/gate49 gate49 \
    && install -d -o gate49 -g gate49 /var/lib/gate49 /var/lib/gate49/media /var/lib/gate49/keys \
    && GATE49_SECRET_KEY=unused-while-building python manage.py collectstatic \
        --noinput --verbosity 0 --ignore rest_framework

USER gate49
EXPOSE 8000
CMD ["gunicorn", "compliance.wsgi", "--bind", "0.0.0.0:8000"]
