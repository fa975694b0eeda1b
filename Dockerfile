# The bridge, its worker and the simulated councils: one image, the command decides.
FROM debian:bookworm-slim AS packages
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm ca-certificates && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json ./
# Node 24 itself comes with the packages; Debian's own only runs npm here.
RUN npm ci --omit=dev --no-audit --no-fund

FROM debian:bookworm-slim
RUN useradd --system --uid 10001 --home /app norrbryggan && mkdir -p /data /app && chown norrbryggan /data
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY src src
COPY wsdl wsdl
COPY config config
ENV NODE_ENV=production DATA_DIR=/data
USER norrbryggan
EXPOSE 8443 8444 9464
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node_modules/.bin/node", "-e", "fetch('http://127.0.0.1:9464/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node_modules/.bin/node", "--disable-warning=ExperimentalWarning", "src/main.ts"]
CMD ["serve"]
