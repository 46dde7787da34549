import { condition, conditionText, failed, ready, waiting, type ReadinessRule } from './readiness.ts';

/** The API server serves the kind. */
export const definitionReadiness: ReadinessRule = (object) => {
  const names = condition(object, 'NamesAccepted');
  if (names?.status === 'False') return failed(conditionText(names));
  return condition(object, 'Established')?.status === 'True' ? ready : waiting('the API server does not serve it yet');
};

/** Objects may be made in it. */
export const namespaceReadiness: ReadinessRule = ({ metadata, status }) => {
  if (metadata.deletionTimestamp !== undefined) return failed('it is being removed');
  return status?.['phase'] === 'Active' ? ready : waiting('it is not active');
};

/** Aggregated APIs answer. */
export const apiServiceReadiness: ReadinessRule = (object) => {
  const available = condition(object, 'Available');
  return available?.status === 'True' ? ready : waiting(available === undefined ? 'nobody has asked it yet' : conditionText(available));
};

/** The API server can tell whom it speaks to; operators write their own certificate there. */
export const webhookReadiness: ReadinessRule = (object) => {
  const { webhooks = [] } = object as { readonly webhooks?: readonly { readonly name: string; readonly clientConfig?: { readonly caBundle?: string; readonly url?: string } }[] };
  const open = webhooks.filter(({ clientConfig }) => (clientConfig?.caBundle ?? '') === '' && clientConfig?.url === undefined);
  return open.length === 0 ? ready : waiting(`its operator has not written the certificate of ${open.map(({ name }) => name).join(', ')}`);
};
