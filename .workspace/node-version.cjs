// Loaded before anything else, and written so that any Node can read it: the words for a Node that is too old.
var version = process.versions.node.split('.').map(Number);
if (version[0] < 20 || (version[0] === 20 && version[1] < 19)) {
  console.error(
    'partner-incentives needs Node 20.19 or newer; this is Node ' + process.versions.node + '.',
  );
  console.error('Install a current Node from https://nodejs.org and run the command again.');
  process.exit(1);
}
