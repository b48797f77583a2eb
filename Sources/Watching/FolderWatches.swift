// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux

/// The kernel's watches on the folders of one drop folder, and what to do when it refuses more.
struct FolderWatches {
  /// One queue for life: a new one would miss what happens between.
  private(set) var queue: InotifyQueue?
  /// Nil while every folder is watched.
  private(set) var refusal: Refusal?
  private let root: Path
  private let add: Add
  private var paths: [Int32: Path] = [:]
  private var numbers: [Path: Int32] = [:]
  /// Removed by us; reports about them are old.
  private var removed: Set<Int32> = []
  /// While the drop folder is missing: the nearest folder that is there, and the name to wait for in it.
  private var lookout: (number: Int32, name: [UInt8])?

  /// Adds a watch on a folder.
  typealias Add = @Sendable (InotifyQueue, Path) throws(SystemError) -> Int32

  init(root: Path, add: @escaping Add) {
    self.root = root
    self.add = add
  }

  /// The kernel lets us watch no more.
  struct Refusal {
    let error: SystemError
    let retryAt: Duration
    let pause: Duration

    /// What the administrator may set.
    var reason: String { "cannot watch every folder (\(error.reason)); \(error.remedy)" }
  }

  /// Folders that are watched.
  var count: Int { paths.count }

  /// Makes the next `watch` ask the kernel again when the time has come.
  mutating func retry(at now: Duration) -> Bool {
    guard let refusal, refusal.retryAt <= now else { return false }
    isRefusing = false
    return true
  }
  private var isRefusing = false

  /// Every folder was watched, or asked for in vain.
  mutating func finishRound() { if !isRefusing { refusal = nil } }

  /// Watches the folder `path`, from the drop folder; do it before its names are read.
  mutating func watch(_ path: Path, at now: Duration) {
    guard !isRefusing else { return }
    do throws(SystemError) {
      // The drop folder itself may be given as a link; "." is what it leads to.
      let folder = path.bytes.isEmpty ? root.joining(".") : root.joining(path)
      let number = try add(openQueue(), folder)
      removed.remove(number)
      if let old = numbers[path], old != number { forget(old, at: path) }
      paths[number] = path
      numbers[path] = number
    } catch {
      // A folder that is gone or closed to us is no reason to poll the others.
      guard !error.isMissing, !error.isPermission else { return }
      refuse(error, at: now)
    }
  }

  /// Ends the watches on a folder and all below it.
  mutating func drop(_ folder: Path) {
    for (path, number) in numbers where path.isWithin(folder) { forget(number, at: path) }
  }

  /// Ends the watches on every other folder.
  mutating func keep(_ isKnown: (Path) -> Bool) {
    for (path, number) in numbers where !isKnown(path) { forget(number, at: path) }
  }

  /// What was reported since the last call.
  mutating func news() -> FolderNews {
    var news = FolderNews()
    guard let queue else { return news }
    while true {
      guard let events = try? queue.read() else {
        // A read that fails says as much as an overflow.
        news.lookEverywhere()
        return news
      }
      if events.isEmpty { return news }
      events.forEach { note($0, in: &news) }
    }
  }

  /// Waits for a missing drop folder to appear; false when nothing can report that.
  mutating func lookOut() -> Bool {
    drop(Path(bytes: []))
    // A folder that came while we climbed lies further down: climb again, but not for ever.
    for _ in 0..<3 {
      endLookout()
      guard let child = climb() else { return false }
      if (try? FileStatus.read(child)) == nil { return true }
    }
    endLookout()
    return false
  }

  /// Watches the nearest folder above the drop folder and answers what is missing in it.
  private mutating func climb() -> Path? {
    var child = root
    while let parent = child.parent {
      if let number = try? add(openQueue(), parent.joining(".")) {
        removed.remove(number)
        lookout = (number, child.name)
        return child
      }
      child = parent
    }
    return nil
  }

  mutating func endLookout() {
    guard let lookout else { return }
    remove(lookout.number)
    self.lookout = nil
  }

  private mutating func note(_ event: InotifyEvent, in news: inout FolderNews) {
    if let lookout, event.watch == lookout.number {
      if event.name == lookout.name || event.isFolderGone { news.lookEverywhere() }
    } else if !removed.contains(event.watch) {
      news.add(event, in: paths[event.watch])
    }
    guard event.isWatchGone else { return }
    removed.remove(event.watch)
    if let path = paths.removeValue(forKey: event.watch), numbers[path] == event.watch {
      numbers[path] = nil
    }
  }

  private mutating func refuse(_ error: SystemError, at now: Duration) {
    isRefusing = true
    let pause = refusal.map { min($0.pause * 2, Self.longestPause) } ?? Self.firstPause
    refusal = Refusal(error: error, retryAt: now + pause, pause: pause)
  }

  private mutating func openQueue() throws(SystemError) -> InotifyQueue {
    if let queue { return queue }
    let new = try InotifyQueue()
    queue = new
    return new
  }

  private mutating func forget(_ number: Int32, at path: Path) {
    if numbers[path] == number { numbers[path] = nil }
    // The same folder may have got another name, and its watch with it.
    guard paths[number] == path else { return }
    paths[number] = nil
    remove(number)
  }

  private mutating func remove(_ number: Int32) {
    removed.insert(number)
    queue?.remove(number)
  }

  private static let firstPause: Duration = .seconds(60)
  private static let longestPause: Duration = .seconds(3600)
}

extension SystemError {
  /// What raises the limit that was met.
  fileprivate var remedy: String {
    if call.contains("init") { return "raise fs.inotify.max_user_instances" }
    return isFull ? "raise fs.inotify.max_user_watches" : "give the service more memory"
  }
}
