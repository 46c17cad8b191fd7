import { metrics } from '@opentelemetry/api';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';

/** What everybody in this process measures, as Prometheus reads it. */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  stop(): Promise<void>;
}

/** Collects what is measured from now on: a meter that was asked for before does not count. */
export const collectMetrics = (): Metrics => {
  const exporter = new PrometheusExporter({ preventServerStart: true });
  const provider = new MeterProvider({ readers: [exporter] });
  metrics.setGlobalMeterProvider(provider);
  const serializer = new PrometheusSerializer(undefined, false, undefined, true, true);
  return {
    contentType: 'text/plain; version=0.0.4; charset=utf-8',
    text: async () => serializer.serialize((await exporter.collect()).resourceMetrics),
    stop: async () => {
      metrics.disable();
      await provider.shutdown();
    },
  };
};
