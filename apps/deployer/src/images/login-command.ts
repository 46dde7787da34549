import type { ContainerTool } from '../engines/container-tool-name.ts';
import type { ToolCommand } from '../engines/container-tool.ts';

/** The command that signs a tool in to a registry; it reads the password from standard input. */
export function loginCommand(tool: ContainerTool, registry: string, username: string): ToolCommand {
  return { program: tool, args: ['login', '--username', username, '--password-stdin', registry] };
}
