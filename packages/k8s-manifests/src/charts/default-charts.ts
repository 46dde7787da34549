import type { ChartSource } from './chart-source.ts';

/** Charts that LogEx uses. */
export const chartNames = ['spark-operator', 'external-secrets', 'cluster-autoscaler'] as const;

/** Name of a chart. */
export type ChartName = (typeof chartNames)[number];

/** Where charts come from unless a site says otherwise. A digest that is null has not been looked at yet, and no cluster gets it. */
export const defaultCharts: Readonly<Record<ChartName, ChartSource>> = {
  'spark-operator': { kind: 'repository', url: 'https://kubeflow.github.io/spark-operator', chart: 'spark-operator', version: '2.5.2', digest: null },
  'external-secrets': { kind: 'repository', url: 'https://charts.external-secrets.io', chart: 'external-secrets', version: '2.9.0', digest: null },
  'cluster-autoscaler': { kind: 'repository', url: 'https://kubernetes.github.io/autoscaler', chart: 'cluster-autoscaler', version: '9.50.1', digest: null },
};
