import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { objectName, type KubeObject } from '../object/kube-object.ts';
import type { ScheduledSparkApplication, SparkApplication, SparkApplicationSpec, SparkPod } from '../spark/spark-application.ts';

/** A pod that an object makes. */
export interface FoundPod {
  /** The object, and for Spark the role of the pod. */
  readonly object: string;
  readonly namespace: string;
  /** `workload` for pods of Kubernetes's own kinds. */
  readonly role: 'workload' | 'driver' | 'executor';
  readonly spec: IPodSpec;
  readonly labels: Readonly<Record<string, string>>;
  /** Image of Spark's container, which its template does not name. */
  readonly image?: string;
  /** Size of Spark's container, which its template does not name. */
  readonly spark?: SparkPod;
}

interface WithTemplate {
  readonly spec?: { readonly template?: { readonly metadata?: { readonly labels?: Readonly<Record<string, string>> }; readonly spec?: IPodSpec } };
}

/** The pods that objects make. */
export function podsOf(objects: readonly KubeObject[]): readonly FoundPod[] {
  return objects.flatMap((object): FoundPod[] => {
    const namespace = object.metadata?.namespace ?? '';
    if (isSparkApplication(object)) return sparkPods(object, namespace, object.spec);
    if (isScheduled(object)) return sparkPods(object, namespace, object.spec.template);
    const template = (object as WithTemplate).spec?.template;
    if (template?.spec === undefined) return [];
    return [{ object: objectName(object), namespace, role: 'workload', spec: template.spec, labels: template.metadata?.labels ?? {} }];
  });
}

/** All containers of a pod, those that run first included. */
export function containersOf({ spec }: FoundPod): readonly IContainer[] {
  return [...(spec.initContainers ?? []), ...spec.containers];
}

const isSparkApplication = (object: KubeObject): object is SparkApplication => object.kind === 'SparkApplication';
const isScheduled = (object: KubeObject): object is ScheduledSparkApplication => object.kind === 'ScheduledSparkApplication';

function sparkPods(object: KubeObject, namespace: string, { image, driver, executor }: SparkApplicationSpec): FoundPod[] {
  const pod = (role: 'driver' | 'executor', spark: SparkPod): FoundPod => ({
    object: `${objectName(object)} ${role}`,
    namespace,
    role,
    spec: spark.template.spec,
    labels: spark.labels,
    image,
    spark,
  });
  return [pod('driver', driver), pod('executor', executor)];
}
