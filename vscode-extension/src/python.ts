/** What the Python extension knows of the chosen environment, if that extension is there. */

import { extensions, Uri, workspace, type Disposable, type Event } from 'vscode';

export interface Environment {
  readonly interpreter: string;
  /** The folder of the environment: `sys.prefix`. */
  readonly prefix: string | undefined;
}

interface PythonApi {
  readonly environments: {
    getActiveEnvironmentPath(resource?: Uri): { readonly path: string };
    resolveEnvironment(environment: { readonly path: string }): Promise<
      { readonly executable: { readonly uri?: Uri; readonly sysPrefix?: string } } | undefined
    >;
    readonly onDidChangeActiveEnvironmentPath: Event<unknown>;
  };
}

async function pythonApi(): Promise<PythonApi | undefined> {
  try {
    return await extensions.getExtension<PythonApi>('ms-python.python')?.activate();
  } catch {
    return undefined; // an extension that cannot start has chosen nothing
  }
}

/** Return the environment that is chosen for the first workspace folder. */
export async function chosenEnvironment(): Promise<Environment | undefined> {
  const environments = (await pythonApi())?.environments;
  const chosen = environments?.getActiveEnvironmentPath(workspace.workspaceFolders?.[0]?.uri);
  const executable = chosen && (await environments?.resolveEnvironment(chosen))?.executable;
  return executable?.uri && { interpreter: executable.uri.fsPath, prefix: executable.sysPrefix };
}

/** Call `listener` whenever another environment is chosen. */
export async function onEnvironmentChanged(listener: () => void): Promise<Disposable | undefined> {
  return (await pythonApi())?.environments.onDidChangeActiveEnvironmentPath(listener);
}
