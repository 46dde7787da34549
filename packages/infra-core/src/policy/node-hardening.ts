import type { TerraformJson } from '../stack/synthesize-stack.ts';
import { block, blocks, resourcesOf, type PolicyFinding } from './terraform-model.ts';

const rule = 'node-hardening';

/** Launch templates that let pods reach the metadata service, and spot nodes that any pod may land on. */
export function nodeHardening(json: TerraformJson): readonly PolicyFinding[] {
  return [
    ...resourcesOf(json, 'aws_launch_template')
      .filter(({ body }) => {
        const metadata = block(body['metadata_options']);
        return metadata['http_tokens'] !== 'required' || metadata['http_put_response_hop_limit'] !== 1;
      })
      .map(({ address }) => ({ rule, address, message: 'does not hold metadata to IMDSv2 and one hop' })),
    ...resourcesOf(json, 'aws_eks_node_group')
      .filter(({ body }) => body['capacity_type'] === 'SPOT' && !blocks(body['taint']).some(({ effect }) => effect === 'NO_SCHEDULE'))
      .map(({ address }) => ({ rule, address, message: 'is spot without a taint, so drivers and databases could land on it' })),
  ];
}
