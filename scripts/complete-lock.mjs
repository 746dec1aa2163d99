// Adds to package-lock.json the optional packages of other platforms, where the registry at hand did not offer them:
// `npm ci` wants every one named, though it skips those of other platforms. Run it after any change of dependencies.
import { readFileSync, writeFileSync } from "node:fs";

const file = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(file, "utf8"));
const { overrides = {} } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const SYSTEMS = {
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
    const os = words.map((word) => SYSTEMS[word]).find(Boolean);
    const cpu = words.map((word) => PROCESSORS[word]).find(Boolean);
    const libc = words.includes("musl") ? "musl" : words.includes("gnu") ? "glibc" : undefined;
    // A package for every platform (WebAssembly) or one whose name tells nothing is not made up.
    if (!os && !cpu) {
      console.log(`left out: ${name}`);
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
