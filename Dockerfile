# One image for every part of Köprü that runs on Node; the command says which.
FROM node:24-slim AS dependencies
WORKDIR /kopru
COPY package.json package-lock.json .npmrc ./
COPY platform/patch-postgres.mjs platform/
RUN npm ci --omit=dev

FROM node:24-slim
WORKDIR /kopru
ENV NODE_ENV=production
# As the commands of package.json say; Node takes --heap-growing-percent from its command line only (docker-compose.yml).
ENV NODE_OPTIONS="--max-semi-space-size=32 --max-old-space-size=400"
COPY --from=dependencies /kopru/node_modules node_modules
COPY package.json ./
COPY drizzle drizzle
COPY schema schema
COPY platform platform
COPY router router
COPY subgraphs subgraphs
# A volume mounted here takes over whose it is: identity keeps its signing keys in it.
RUN install -d -o node -g node -m 711 data
USER node
CMD ["node", "--version"]
