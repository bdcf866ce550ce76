// What `npm start`, `npm run demo`, `npm test`, `npm run bench` and `npm run skm` begin with. It must run on any
// Node and before anything is installed: no packages, no static imports, nothing an old Node cannot parse.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    'Node ' + process.versions.node + ' terlalu lama: pasang Node 20.19 atau yang lebih baru, lalu ulangi.',
  );
  process.exitCode = 1;
} else {
  import('./launch/commands.mjs')
    .then(({ launch }) => launch(process.argv[2], process.argv.slice(3)))
    .then((code) => {
      process.exitCode = code;
    })
    .catch((error) => {
      console.error(error instanceof Error && error.name === 'LaunchError' ? error.message : error);
      process.exitCode = 1;
    });
}
