// SPDX-License-Identifier: GPL-3.0-or-later

/// The control protocol: Varlink, which is JSON objects ended by NUL.
///
/// A call is `{"method", "parameters", "more", "oneway"}`, its answer `{"parameters", "continues", "error"}`. The text
/// below says which methods there are and what they take and give; a client can ask for it.
package enum Interface {
  package static let name = "io.montaged.Control"

  /// The interface in Varlink's own notation.
  package static let text = """
    # What the montage daemon is doing, and what it should do next.
    # Paths that are asked for are absolute. Times are milliseconds since 1970, sizes are bytes.
    interface io.montaged.Control

    type ServiceStatus (
      version: string,
      state: (starting, idle, working, paused, stopping),
      since: int,
      # The most important thing in one line.
      summary: string,
      folders: []FolderStatus,
      # Workers at work, and how many jobs wait for one.
      jobs: []JobStatus,
      waiting: int,
      memory: MemoryStatus,
      counters: Counters
    )

    type FolderStatus (
      path: string,
      state: (watching, polling, offline, paused),
      reason: ?string,
      since: int,
      clips: Clips,
      projects: []ProjectStatus,
      # Files that need somebody's attention or patience.
      files: []FileStatus
    )

    type Clips (total: int, measured: int, waiting: int, settling: int, unusable: int)

    # A folder with a config, or with footage that waits for one. Its path is from the drop folder.
    type ProjectStatus (
      path: string,
      clips: Clips,
      montages: []MontageStatus,
      waiting_for: ?string
    )

    type MontageStatus (
      name: string,
      state: (waiting, settling, analysing, rendering, done, failed, cancelled, paused),
      since: int,
      reason: ?string,
      stage: ?string,
      # Share of the stage that is done, 0 to 1.
      progress: ?float,
      # Seconds that are probably left.
      remaining: ?float,
      output: ?string,
      preliminary: bool,
      # The film was decoded from end to end, without a fault or with one; null before.
      verified: ?bool
    )

    # The path is from the drop folder.
    type FileStatus (
      path: string,
      state: (
        settling, incomplete, unreadable, waiting, analysing, measured, damaged, quarantined
      ),
      reason: ?string,
      since: int
    )

    # One worker process.
    type JobStatus (
      pid: int,
      kind: string,
      subject: string,
      started: int,
      progress: float,
      suspended: bool
    )

    type MemoryStatus (
      ceiling: int,
      used: int,
      available: int,
      # green, yellow, orange or red
      level: string,
      reason: ?string
    )

    # What was done since the start.
    type Counters (
      clips_measured: int,
      songs_measured: int,
      films_published: int,
      films_failed: int,
      workers_lost: int,
      scans: int
    )

    type Explanation (
      path: string,
      kind: string,
      state: string,
      # The rule that holds it in this state.
      reason: string,
      since: int,
      remedy: ?string
    )

    type CacheStatus (
      path: string,
      database_bytes: int,
      measurements: []CacheKind,
      attempts: []CacheKind,
      pieces: CachePlace,
      soundtracks: CacheKind,
      second: ?CachePlace
    )

    type CacheKind (name: string, count: int, bytes: int)

    # A folder of encoded footage, and what it may take.
    type CachePlace (path: string, count: int, bytes: int, limit: ?int, absence: ?string)

    # With "more", answers again at each change, at most twice a second.
    method GetStatus() -> (status: ServiceStatus)

    # Every footage file of a drop folder or project, or of all.
    method List(folder: ?string) -> (files: []FileStatus)

    # In what state a file, folder or film is, and why.
    method Explain(path: string) -> (explanation: Explanation)

    # What the cache holds, and what it may.
    method GetCache() -> (cache: CacheStatus)

    # The methods below need the daemon's user, its socket's group, or root.

    # Forgets failures of a file, or of everything below a folder, and tries again.
    method Retry(path: string) -> (count: int, message: string)

    # Ends the work on a project's films until their config or song changes.
    method Cancel(path: string) -> (count: int, message: string)

    # Pauses a folder, or everything: what runs may finish, unless it is to be immediate.
    method Pause(folder: ?string, immediate: ?bool, seconds: ?int)
      -> (count: int, message: string)

    method Resume(folder: ?string) -> (count: int, message: string)

    # Makes a project's films now, whatever they were waiting for by themselves.
    method RunNow(path: string) -> (count: int, message: string)

    # Gives up now what the cache has no room for, and what no list names.
    method Prune() -> (count: int, message: string)

    # Forgets what the cache knows of a file, or of everything below a folder; no file of anybody's is touched.
    method Forget(path: string) -> (count: int, message: string)

    error NotFound (path: string, message: string)
    error NotPermitted (message: string)
    error Invalid (message: string)
    error Failed (message: string)

    """

  /// The interface that every Varlink service has.
  static let service = "org.varlink.service"

  /// Its part that is offered here, in Varlink's own notation.
  static let serviceText = """
    interface org.varlink.service

    method GetInfo() -> (
      vendor: string,
      product: string,
      version: string,
      url: string,
      interfaces: []string
    )

    method GetInterfaceDescription(interface: string) -> (description: string)

    error InterfaceNotFound (interface: string)
    error MethodNotFound (method: string)
    error InvalidParameter (parameter: string)

    """
}
