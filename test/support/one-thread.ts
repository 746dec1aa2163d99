import { syncBuiltinESMExports } from "node:module";
import os from "node:os";

// llama.cpp's threads wait for each other in busy loops: where workers share the cores, one thread each is faster.
os.availableParallelism = () => 1;
syncBuiltinESMExports();
