// SPDX-License-Identifier: GPL-3.0-or-later

internal import Jobs
internal import Linux
internal import Logging
internal import Pipeline
internal import Systemd

/// Published films are decoded from end to end when there is nothing else to do.
extension Scheduler {
  /// Begins the next verification, or ends the one that stands in the way of other work.
  func verifyFilms(hasClips: Bool) {
    let isBusy = hasClips || tasks.keys.contains { !$0.isVerification }
    for (work, task) in tasks where work.isVerification && (isBusy || !mayVerify(work)) {
      task.cancel()
    }
    guard !isBusy, tasks.isEmpty, hold.everything == nil else { return }
    let standing = books.values.flatMap { book in
      book.films.filter { $0.value.isFinished }.keys
    }
    for id in standing.sorted() where verifications.isOpen(id) && mayVerify(.verification(id)) {
      if startVerification(of: id) { return }
    }
  }

  private func mayVerify(_ work: Work) -> Bool {
    guard case .verification(let id) = work, let book = books[id.folder], let look = book.look,
      hold.everything == nil
    else { return false }
    return !book.isOffline && !hold.covers(id.place, in: look)
  }

  /// False where the ledger knows already that there is nothing to do.
  private func startVerification(of id: FilmID) -> Bool {
    let verifying = Verifying(workshop)
    if verifications[id] == nil {
      // Without a ledger no film was published either: it is asked again after the next one.
      guard let verdict = try? verifying.verdict(of: id.name, in: id.place) else {
        verifications.giveUp(id)
        return false
      }
      take(verdict, of: id)
      guard verdict == .pending else {
        // Found before a stop: what is to be made again is begun now.
        if verifications.wantsRepair(id) { advance() }
        return verifications.wantsRepair(id)
      }
    }
    let task = Task { [weak self] in
      let verdict: Result<Verifying.Verdict, any Error>
      do { verdict = .success(try await verifying.verify(id.name, in: id.place)) } catch {
        verdict = .failure(error)
      }
      await self?.finishVerification(of: id, verdict)
    }
    add(task, for: .verification(id))
    return true
  }

  private func finishVerification(
    of id: FilmID, _ result: Result<Verifying.Verdict, any Error>
  ) {
    remove(.verification(id))
    switch result {
    case .success(let verdict):
      take(verdict, of: id)
      tell(verdict, of: id)
    case .failure(let failure as JobFailure) where failure.reason == .cancelled: break
    case .failure(let error):
      verifications.giveUp(id)
      logger.warning(
        "\(id.title) could not be verified: \(MontageFailure(wrapping: error).sentence), ignoring",
        id.fields)
    }
    advance()
  }

  private func take(_ verdict: Verifying.Verdict, of id: FilmID) {
    verifications.note(verdict, of: id)
    if verifications.wantsRepair(id) { books[id.folder]?.films[id]?.isForced = true }
  }

  private func tell(_ verdict: Verifying.Verdict, of id: FilmID) {
    switch verdict {
    case .sound: logger.info("\(id.title): verified, every frame decodes", id.fields)
    case .faulty(let faults, let isFirst):
      let consequence =
        isFirst
        ? "it is made again"
        : "it was made again already; check the machine's memory and disks"
      logger.error("\(id.title) is faulty: \(faults); \(consequence)", id.fields(.filmFaulty))
    case .absent, .pending: break
    }
  }
}

extension Scheduler.Work {
  var isVerification: Bool { if case .verification = self { true } else { false } }
}

extension FilmRecord {
  /// A finished film stands in its place, and none is being made.
  fileprivate var isFinished: Bool {
    guard running == nil, hasFilm else { return false }
    return switch attempt?.result {
    case .done, .outdated: true
    case .failed, nil: false
    }
  }
}
