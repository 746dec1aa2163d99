// Adds the optional packages of other platforms to package-lock.json.
//
// Packages with native binaries (esbuild, biome, node-llama-cpp, …) list one optional package for each platform. npm writes only
// those into the lock file that the registry offered to this machine, yet `npm ci` refuses a lock file in which one of them has no
// entry, even though it installs only those of its own platform. A mirror that lacks some of them thus makes a lock file that
// fails elsewhere. This script fills the gaps: version from the package that asks for it, platform from the name.
// An added entry has no integrity hash; npm then takes what the registry gives.
//
// Run it after every change of dependencies: npm run lock
import { readFileSync, writeFileSync } from "node:fs";

const file = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(file, "utf8"));
const { overrides = {} } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const OPERATING_SYSTEMS = {
  darwin: "darwin",
  mac: "darwin",
  linux: "linux",
  linuxmusl: "linux",
  win32: "win32",
  win: "win32",
  windows: "win32",
  android: "android",
  freebsd: "freebsd",
  openbsd: "openbsd",
  netbsd: "netbsd",
  openharmony: "openharmony",
  sunos: "sunos",
  aix: "aix",
};
const PROCESSORS = {
  arm64: "arm64",
  armv7l: "arm",
  arm: "arm",
  x64: "x64",
  ia32: "ia32",
  riscv64: "riscv64",
  ppc64: "ppc64",
  s390x: "s390x",
  loong64: "loong64",
  mips64el: "mips64el",
};

let added = 0;
for (const [path, entry] of Object.entries(lock.packages))
  for (const [name, wanted] of Object.entries(entry.optionalDependencies ?? {})) {
    const places = [`node_modules/${name}`, `${path}/node_modules/${name}`];
    if (name in overrides || places.some((place) => lock.packages[place])) continue;
    const words = name.split(/[/-]/);
    const os = words.map((word) => OPERATING_SYSTEMS[word]).find(Boolean);
    const cpu = words.map((word) => PROCESSORS[word]).find(Boolean);
    const libc = words.includes("musl") ? "musl" : words.includes("gnu") ? "glibc" : undefined;
    // Without a platform in its name (WebAssembly, say) nothing is known about it.
    if (!os && !cpu) {
      console.log(`skipped, no platform in its name: ${name}`);
      continue;
    }
    lock.packages[places[0]] = {
      version: wanted.replace(/^[\^~]/, ""),
      ...(cpu ? { cpu: [cpu] } : {}),
      ...(entry.dev ? { dev: true } : {}),
      ...(libc ? { libc: [libc] } : {}),
      optional: true,
      ...(os ? { os: [os] } : {}),
    };
    added++;
  }
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} entries added`);
