// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Digest
internal import Linux
internal import Settings
internal import Watching

/// Brings a finished film and what belongs to it under their public names, whole or not at all.
struct MontageFolder: Sendable {
  /// The project's `montages` folder.
  let path: Path
  /// The montage's name: `montage`, or NAME of `NAME.montage.yaml`.
  let name: String

  /// Where films go in the project.
  static let folderName = String(decoding: FolderRule.resultsName, as: UTF8.self)
  private static let previousName = "previous"

  init(project: Path, name: String) throws(SystemError) {
    path = project.joining(Self.folderName)
    self.name = name
    try Directory.make(path, permissions: 0o775)
  }

  /// The `montages` folder that is there already.
  init(existing path: Path, name: String) {
    self.path = path
    self.name = name
  }

  /// That of a project, whether it is there or not.
  init(standingIn project: Path, name: String) {
    self.init(existing: project.joining(Self.folderName), name: name)
  }

  /// Finds out whether films can be written here, and takes away what a killed process left.
  func prepare() throws(SystemError) {
    _ = try newFile()
    try Leftovers.remove(from: path)
  }

  /// The film's public path.
  var film: Path { path.joining(name + ".mp4") }

  /// Whether a film stands there.
  var hasFilm: Bool { (try? FileStatus.read(film)) != nil }

  /// An unnamed place for a film under construction, on the file system where it will stay.
  func newFile() throws(SystemError) -> OutputFile {
    try OutputFile.create(in: path, permissions: 0o664)
  }

  /// Gives the film its name; its predecessor is kept under `previous`.
  func publish(
    _ file: consuming OutputFile, promise: (FileStatus, String) throws -> Promise,
    ledger: Ledger, keeping count: Int
  ) throws {
    let status = try file.status()
    let digest = try Self.digest(of: file, size: status.size)
    let promise = try promise(status, digest)
    let isPassing = try isPassing(ledger.lastDone(project: promise.project, name: promise.montage))
    let id = try ledger.begin(promise, at: .now)
    do {
      if !isPassing, !isSame(film, as: digest, size: status.size) { try keepPrevious(count) }
      try file.publish(as: Array((name + ".mp4").utf8), replacing: true)
      try ledger.complete(id, at: .now)
    } catch {
      try ledger.fail(id, message: String(describing: error), at: .now)
      throw error
    }
  }

  /// A draft or a preliminary film that stands here is not worth keeping.
  private func isPassing(_ last: Publication?) -> Bool {
    guard let promise = last?.promise, promise.isPreliminary else { return false }
    return (try? FileStatus.read(film))?.size == promise.byteCount
  }

  /// A film made again is not its own predecessor.
  private func isSame(_ film: Path, as digest: String, size: Int64) -> Bool {
    guard let file = try? FileDescriptor.open(film), (try? FileStatus.read(of: file))?.size == size
    else { return false }
    return (try? SHA256.hexadecimal(of: file)) == digest
  }

  /// Whether the report, which is written last, is of the film that stands here.
  func isComplete(byteCount: Int64) -> Bool {
    guard let film = try? FileStatus.read(film),
      let report = try? FileStatus.read(path.joining("\(name).\(Self.reportSuffix)"))
    else { return false }
    return film.size == byteCount && report.modified >= film.modified
  }

  static let reportSuffix = "html"

  private static func digest(
    of file: borrowing OutputFile, size: Int64
  ) throws(SystemError) -> String {
    var digest = SHA256()
    var offset: Int64 = 0
    while offset < size {
      let bytes = try file.bytes(at: offset, count: 1 << 20)
      if bytes.isEmpty { break }
      digest.update(bytes)
      offset += Int64(bytes.count)
    }
    return digest.hexadecimal()
  }

  /// Writes a small file beside the film, replacing the one before.
  func write(_ text: String, extension suffix: String) throws(SystemError) {
    try write(Array(text.utf8), extension: suffix)
  }

  /// Writes the picture that stands for the film, a JPEG; without one that of an earlier film goes.
  func write(poster: [UInt8]?) throws(SystemError) {
    guard let poster else {
      return try Directory.remove(path.joining("\(name).\(Self.posterSuffix)"))
    }
    try write(poster, extension: Self.posterSuffix)
  }

  private static let posterSuffix = "jpg"

  private func write(_ bytes: [UInt8], extension suffix: String) throws(SystemError) {
    var file = try newFile()
    try file.write(bytes)
    try file.publish(as: Array("\(name).\(suffix)".utf8), replacing: true)
  }

  /// Writes what the film shows, for its owner to change; beside what was changed, never over it.
  func write(_ list: ShotList, isEdited: Bool) throws(SystemError) {
    let sheet = path.joining("\(name).\(ShotSheet.suffix)")
    let text = ShotSheet.text(list)
    // It may have been changed while the film was made.
    guard !isEdited, !ShotSheet.isChanged(sheet) else {
      return try write(text, extension: ShotSheet.newSuffix)
    }
    try write(text, extension: ShotSheet.suffix)
    try Directory.remove(path.joining("\(name).\(ShotSheet.newSuffix)"))
  }

  /// Says why there is no new film; a film of before stays where it is.
  func write(_ failure: MontageFailure) throws(SystemError) {
    try write(failure.sentence + "\n", extension: Self.failureSuffix)
  }

  /// Takes away what an earlier failure left.
  func clearFailure() throws(SystemError) {
    try Directory.remove(path.joining("\(name).\(Self.failureSuffix)"))
  }

  private static let failureSuffix = "failed.txt"

  /// Links the film of now into `previous`, so that at no moment there is no film, and drops the oldest.
  func keepPrevious(_ count: Int) throws(SystemError) {
    guard count > 0, let status = try? FileStatus.read(film), status.kind == .regular else {
      return
    }
    let folder = path.joining(Self.previousName)
    try Directory.make(folder, permissions: 0o775)
    let stamp = (status.modified / 1_000_000).fileStamp
    try Rename.keep(film, as: folder.joining("\(name).\(stamp).mp4"))
    let own = try Directory.entries(folder).map(\.name).filter(isPrevious)
    for old in own.dropLast(count) { try Directory.remove(folder.joining(old)) }
  }

  /// Names sort by their time stamp, the oldest first.
  private func isPrevious(_ entry: [UInt8]) -> Bool {
    let start = Array("\(name).".utf8)
    let end = Array(".mp4".utf8)
    return entry.starts(with: start) && entry.suffix(end.count).elementsEqual(end)
      && entry.count == start.count + 15 + end.count
  }
}
