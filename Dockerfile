# The bridge, its worker and the simulated councils: one image, the command decides.

FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# Nothing needs an install script: every binary comes in a package of its own.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim AS portal
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY src src
COPY scripts scripts
COPY vite.config.ts tsconfig.json ./
RUN npm run build

# The Node that runs here is the one in node_modules, as everywhere else.
FROM debian:bookworm-slim
# A new volume takes over owner and mode of the folder it is mounted on.
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /app --shell /usr/sbin/nologin norrbryggan \
  && install --directory --owner norrbryggan --mode 0755 /app/certs-dev /data /secrets/bus /secrets/database
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY src src
COPY --from=portal /app/dist dist
COPY wsdl wsdl
COPY config config
COPY deploy/make-secrets.sh deploy/with-database-password.sh deploy/
ENV NODE_ENV=production NODE_OPTIONS="--disable-warning=ExperimentalWarning --max-semi-space-size=16" \
  PATH=/app/node_modules/.bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
  DATA_DIR=/data
# What is compiled is kept by the user who runs it, here, for the file system is read-only later. Asked for help, it loads
# all that it runs.
RUN install --directory --owner norrbryggan node_modules/.cache/norrbryggan
USER 10001
RUN node src/main.ts serve --help && node src/main.ts migrate --help
EXPOSE 8443 8444
ENTRYPOINT ["node", "src/main.ts"]
CMD ["serve"]
