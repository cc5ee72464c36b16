// Loaded into a server's process before the server, which knows nothing of it: tells how much processor time the process has taken.
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.((user + system) / 1000); // milliseconds, the garbage collector's threads included
});
