import { containersOf, podsOf } from './pods.ts';
import type { PolicyFinding, PolicyRule } from './policy-finding.ts';

const rule = 'restricted-pods';

/** Pods keep to the level `restricted`, with a root file system that nobody writes to, and share nothing with their node. */
export const restrictedPods: PolicyRule = (objects) =>
  podsOf(objects).flatMap((pod) => {
    const { securityContext: own, hostNetwork, hostPID, hostIPC, volumes = [] } = pod.spec;
    const found = (what: readonly (readonly [broken: boolean, message: string])[]): PolicyFinding[] =>
      what.filter(([broken]) => broken).map(([, message]) => ({ rule, object: pod.object, message }));
    return [
      ...found([
        [own?.runAsNonRoot !== true || own.runAsUser === undefined || own.runAsUser === 0, 'the pod may run as root'],
        [own?.seccompProfile?.type !== 'RuntimeDefault', 'the pod has no seccomp profile'],
        [hostNetwork === true || hostPID === true || hostIPC === true, 'the pod shares a namespace of its node'],
        [volumes.some(({ hostPath }) => hostPath !== undefined), 'the pod mounts a folder of its node'],
      ]),
      ...containersOf(pod).flatMap(({ name, securityContext: context }) =>
        found([
          [context?.readOnlyRootFilesystem !== true, `container ${name} may write to its root file system`],
          [context?.allowPrivilegeEscalation !== false || context.privileged === true, `container ${name} may gain privileges`],
          [context?.capabilities?.drop?.includes('ALL') !== true || (context.capabilities.add ?? []).length > 0, `container ${name} has capabilities`],
          [context?.runAsNonRoot === false || context?.runAsUser === 0, `container ${name} may run as root`],
        ]),
      ),
    ];
  });
