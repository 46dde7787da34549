import { LogexError } from '@logex/log-schema';

/** Somebody listens on the port already. */
export function portInUse(port: number, option: string): LogexError {
  return new LogexError({
    code: 'deployer/port-in-use',
    kind: 'usage',
    message: `listening on 127.0.0.1:${port}: something else listens there`,
    hint: `choose another port by ${option}; 0 takes one that is free`,
  });
}

/** A service that the cluster does not have. */
export function serviceMissing(name: string): LogexError {
  return new LogexError({
    code: 'deployer/service-missing',
    kind: 'usage',
    message: `looking for the service ${name}: the cluster has none`,
    hint: "'logex-deployer apply --phase kubernetes' brings it; look at the namespace in the configuration",
  });
}

/** A service without a pod that takes connections. */
export function noReadyPod(service: string): LogexError {
  return new LogexError({
    code: 'deployer/no-ready-pod',
    kind: 'outside',
    retry: true,
    message: `connecting to ${service}: none of its pods is ready`,
    hint: "'logex-deployer status' says why",
  });
}
