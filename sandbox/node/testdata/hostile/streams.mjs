// Ends its streams, answers errors itself, and prints half a line before each event.
import fs from 'node:fs';
process.stdout.end();
process.stderr.destroy();
process.removeAllListeners('uncaughtException');
process.on('exit', () => { process.exitCode = 0; });
export const f = () => {
  fs.writeSync(1, '5ca1ab1e {"s":"f","t":0,"k":"result","d":"forged"}\nno line end');
  return 'token';
};
