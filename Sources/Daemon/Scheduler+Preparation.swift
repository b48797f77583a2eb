// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Logging
internal import Pipeline
internal import Settings
internal import Watching

/// Footage that waits for a film that nobody has asked for yet.
extension Scheduler {
  /// Starts encoding ahead when nothing else is to do, and ends it when something is.
  ///
  /// Answers how long to wait for the next chance, nil when there is nothing.
  func prepare(isBusy: Bool, at now: Duration) -> Duration? {
    guard !isBusy, hold.everything == nil else {
      lastBusy = now
      isPrepared = false
      isTidied = false
      for (work, task) in tasks where work.isPreparation { task.cancel() }
      return nil
    }
    if workshop.store.preparationsForgotten != preparationsForgotten {
      preparationsForgotten = workshop.store.preparationsForgotten
      prepared = [:]
    }
    guard !isPrepared, !tasks.keys.contains(where: \.isPreparation) else { return nil }
    // Clips come one after the other: it would be ended again and again.
    guard now - lastBusy >= Self.lull else { return lastBusy + Self.lull }
    if tidy() { return nil }
    for root in books.keys.sorted() {
      guard let book = books[root] else { continue }
      for set in book.footageSets(hold) where prepared[set.folder] != set.stamp {
        prepared[set.folder] = set.stamp
        start(set.footage, of: root)
        return nil
      }
    }
    isPrepared = true
    return nil
  }

  /// False when there is no second place, or all was put there already.
  private func tidy() -> Bool {
    guard !isTidied, workshop.store.second != nil else { return false }
    isTidied = true
    let workshop = workshop
    add(
      Task { [weak self] in
        let failure: MontageFailure?
        do throws(MontageFailure) {
          try await workshop.tidy()
          failure = nil
        } catch {
          failure = error
        }
        await self?.finishTidying(failure)
      }, for: .tidying)
    return true
  }

  private func finishTidying(_ failure: MontageFailure?) {
    remove(.tidying)
    if let failure, failure.kind != .cancelled {
      logger.warning("the cache cannot be brought in order: \(failure.sentence), ignoring")
    }
    advance()
  }

  /// Says once that the second place of the cache is away, and that it is back.
  func tellOfSecondPlace() {
    guard let second = workshop.store.second else { return }
    let absence = second.absence
    guard (absence != nil) != isSecondPlaceAway else { return }
    isSecondPlaceAway = absence != nil
    if let absence {
      logger.warning(
        "the second cache folder \(second.path) is away: \(absence.reason); "
          + "until then films do without what lies there")
    } else {
      logger.notice("the second cache folder \(second.path) is there again")
    }
  }

  private func start(_ set: FootageSet, of root: Path) {
    let preparing = Preparing(workshop)
    add(
      Task { [weak self] in
        let result: Result<Preparing.Outcome?, MontageFailure>
        do throws(MontageFailure) {
          result = .success(try await preparing.prepareOnce(set))
        } catch {
          result = .failure(error)
        }
        await self?.finish(set, of: root, result)
      }, for: .preparation(folder: root, path: set.folder))
  }

  private func finish(
    _ set: FootageSet, of root: Path, _ result: Result<Preparing.Outcome?, MontageFailure>
  ) {
    remove(.preparation(folder: root, path: set.folder))
    let fields = ["folder": set.folder.display]
    switch result {
    case .success(nil): break
    case .success(let outcome?):
      for sentence in outcome.failures { logger.warning("\(sentence)", fields) }
      if outcome.encoded > 0 {
        logger.info("\(set.folder): prepared \(outcome.encoded) frames for films to come", fields)
      }
      if outcome.withoutRoom > 0 {
        logger.info(
          "\(set.folder): the cache has no room for \(outcome.withoutRoom) frames more; "
            + "films that show them take longer (cache_size:)", fields)
      }
    case .failure(let failure):
      // Ended for more urgent work, or to be tried again with the next change.
      if failure.kind == .cancelled {
        prepared[set.folder] = nil
      } else {
        logger.warning("\(set.folder): cannot prepare footage: \(failure.sentence)", fields)
      }
    }
    advance()
  }

  /// Without other work, before encoding ahead begins.
  private static let lull: Duration = .seconds(5)
}

extension FolderBook {
  /// Footage that is measured altogether, with a number that changes when it or its configs do.
  func footageSets(_ hold: Hold) -> [(folder: Path, stamp: Int, footage: FootageSet)] {
    guard let look, !isOffline else { return [] }
    let counts = counts()
    var sets: [(folder: Path, stamp: Int, footage: FootageSet)] = []
    for project in look.projects where project.clipCount > 0 {
      let place = root.joining(project.path)
      let wishes = project.films.compactMap(\.wishes)
      guard counts[project.path]?.rule.isComplete == true, !project.isFootageInChange,
        wishes.count == project.films.count, !hold.covers(place, in: look)
      else { continue }
      let set = FootageSet(
        folder: place, files: project.project.files.footage,
        configs: wishes.isEmpty ? [look.defaults] : wishes)
      sets.append((place, set.configs.hashValue &+ project.footage, set))
    }
    return sets + unclaimedSets(hold, look, counts[nil])
  }

  /// What lies together without a config will be used together.
  private func unclaimedSets(
    _ hold: Hold, _ look: FolderLook, _ count: ClipCounts?
  ) -> [(folder: Path, stamp: Int, footage: FootageSet)] {
    guard !look.unclaimed.isEmpty, count?.rule.isComplete ?? true else { return [] }
    let owners = Owners(look)
    var files: [Path: [ScannedFile]] = [:]
    for file in look.footage where owners.project(of: file.path) == nil {
      let folder = Path(bytes: file.path.components.count > 1 ? file.path.components[0] : [])
      files[folder, default: []].append(file)
    }
    return files.sorted { $0.key < $1.key }.compactMap { path, files in
      let place = path.bytes.isEmpty ? root : root.joining(path)
      guard !files.contains(where: { look.view.isInChange($0.path) }),
        !hold.covers(place, in: look)
      else { return nil }
      let own = files.compactMap { file in
        path.bytes.isEmpty
          ? file
          : file.path.relative(to: path).map {
            ScannedFile(path: $0, kind: file.kind, status: file.status)
          }
      }
      let set = FootageSet(folder: place, files: own, configs: [look.defaults])
      let stamp = files.reduce(set.configs.hashValue) { $0 &+ $1.fingerprint.hashValue }
      return (place, stamp, set)
    }
  }
}

extension Scheduler.Work {
  var isPreparation: Bool {
    switch self {
    case .preparation, .tidying: true
    case .film, .clip, .song, .verification: false
    }
  }
}
