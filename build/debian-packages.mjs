const library = '/usr/lib/x86_64-linux-gnu';

/**
 * The programs the scripts and tests call, by what they are for, with the Debian 12 package each comes from.
 * A need is there when its `command` stands on the path, or its `file` exists.
 */
export const debianGroups = {
  browser: [
    { command: 'chromium', debian: 'chromium' },
    { file: '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf', debian: 'fonts-dejavu-core' },
  ],
  media: [
    { command: 'ffmpeg', debian: 'ffmpeg' },
    { command: 'ffprobe', debian: 'ffmpeg' },
    { command: 'mkvmerge', debian: 'mkvtoolnix' },
    { command: 'bwrap', debian: 'bubblewrap' },
    { command: 'prlimit', debian: 'util-linux' },
  ],
  court: [
    { command: 'xorriso', debian: 'xorriso' },
    { command: 'pdftotext', debian: 'poppler-utils' },
    { command: 'pdffonts', debian: 'poppler-utils' },
    { command: 'pdftoppm', debian: 'poppler-utils' },
    { command: 'openssl', debian: 'openssl' },
    { command: '7z', debian: 'p7zip-full' },
    { command: 'python3', debian: 'python3' },
  ],
  // Compiles and runs what Windows would of a burner's C# (tests/main/court/disc-imapi-stream.test.ts).
  windows: [
    { command: 'mcs', debian: 'mono-mcs' },
    { command: 'mono', debian: 'mono-runtime' },
  ],
  recipient: [
    { command: 'firefox-esr', debian: 'firefox-esr' },
    { command: 'Xvfb', debian: 'xvfb' },
  ],
  peers: [
    { command: 'age', debian: 'age' },
    { command: 'curl', debian: 'curl' },
  ],
  recorders: [
    { command: 'lighttpd', debian: 'lighttpd' },
    { file: '/usr/sbin/sshd', debian: 'openssh-server' },
    { command: 'ssh-keygen', debian: 'openssh-client' },
    { file: '/usr/sbin/vsftpd', debian: 'vsftpd' },
    { command: 'unshare', debian: 'util-linux' },
    { command: 'ip', debian: 'iproute2' },
    { command: 'tc', debian: 'iproute2' },
    { command: 'wg', debian: 'wireguard-tools' },
    { command: 'wireguard-go', debian: 'wireguard-go' },
    { command: 'tcpdump', debian: 'tcpdump' },
    // GStreamer's ONVIF replay server, with what it serves films by.
    { file: `${library}/girepository-1.0/GstRtspServer-1.0.typelib`, debian: 'gir1.2-gst-rtsp-server-1.0' },
    { file: `${library}/gstreamer-1.0/libgstrtponvif.so`, debian: 'gstreamer1.0-plugins-bad' },
    { file: `${library}/gstreamer-1.0/libgstisomp4.so`, debian: 'gstreamer1.0-plugins-good' },
    { file: '/usr/lib/python3/dist-packages/gi/__init__.py', debian: 'python3-gi' },
  ],
  // A real web portal, run by the tests alone and never as a service (docs/portal-profiles.md).
  portal: [
    { file: '/usr/share/zoneminder/db/zm_create.sql', debian: 'zoneminder' },
    { command: 'mariadbd', debian: 'mariadb-server' },
    { command: 'apache2', debian: 'apache2' },
    { file: '/var/lib/dpkg/info/libapache2-mod-php.list', debian: 'libapache2-mod-php' },
    { command: 'php', debian: 'php-cli' },
  ],
  inspection: [
    { command: 'ps', debian: 'procps' },
    { command: 'ss', debian: 'iproute2' },
    { command: 'git', debian: 'git' },
  ],
};
