import type { Health, WorkerStatus } from '@partner-incentives/event-sourcing';
import { Hono } from 'hono';
import type { Metrics } from './metrics.js';

/** What the server tells about. */
export interface Told {
  readonly health: () => Health;
  readonly status: () => WorkerStatus;
  readonly metrics: Metrics;
}

/** `/health/live`: would a restart help? `/health/ready`: are the rows up to date? `/metrics`. */
export const healthRoutes = ({ health, status, metrics }: Told): Hono => {
  const routes = new Hono();
  routes.get('/health/live', (c) => {
    const { live, reasons } = health();
    return c.json({ live, reasons: live ? [] : reasons }, live ? 200 : 503);
  });
  routes.get('/health/ready', (c) => {
    const { ready, reasons } = health();
    return c.json({ ready, reasons, ...outline(status()) }, ready ? 200 : 503);
  });
  routes.get('/metrics', async (c) =>
    c.text(await metrics.text(), 200, { 'content-type': metrics.contentType }),
  );
  return routes;
};

const outline = ({ holder, store, projections }: WorkerStatus) => ({
  worker: holder,
  head: store.head ?? null,
  projections: projections.map(({ build, stage, state, holder: by, run }) => ({
    projection: build.model,
    build: build.build,
    stage,
    state,
    worker: run === undefined ? (by ?? null) : holder,
    position: run?.position ?? null,
  })),
});
