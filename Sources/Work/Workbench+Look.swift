// SPDX-License-Identifier: GPL-3.0-or-later

internal import Digest
internal import FFmpeg
internal import Jobs
internal import Media
internal import Rendering

extension Workbench {
  /// The look that the format asks for, from the input after `others`; nil when it asks for none.
  func look(of format: HouseFormat, after others: Int) throws(JobFailure) -> Look? {
    guard let digest = format.look else { return nil }
    guard inputs.count == others + 1 else {
      throw JobFailure(.badOrder, detail: "the format has a look, and no table comes with it")
    }
    let bytes: [UInt8]
    do throws(FFmpegError) {
      bytes = try FileBytes.read(inputs[others], atMost: ColorCube.longestFile + 1)
    } catch {
      throw JobFailure(.readError, detail: error.description)
    }
    guard SHA256.hexadecimal(of: bytes) == digest else {
      throw JobFailure(.badTable, detail: "it was changed meanwhile")
    }
    do throws(ColorCube.Fault) {
      return Look(try ColorCube(bytes))
    } catch {
      throw JobFailure(.badTable, detail: error.description)
    }
  }
}
